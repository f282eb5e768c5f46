import { Box, Button, Card, Link, Stack, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { PageSkeleton } from '../../ui/Page';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Vacancy } from '../types';
import { useRecords } from './useMeeting';

// The meetings of a vacancy's committee, the newest first.
const VacancyMeetings = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const { moment } = useFormats();
  const records = useRecords(String(vacancy.id));
  const { data } = useGetList('meetings', { filter: { vacancy_id: vacancy.id }, pagination: { page: 1, perPage: 50 }, sort: { field: 'starts_at', order: 'DESC' } });
  if (!data) return <PageSkeleton />;
  const plan = records && <Button variant="outlined" component={RouterLink} to={`/meetings/create?vacancy=${vacancy.id}`}>{translate('meetings.plan')}</Button>;
  if (data.length === 0) return <Empty text={translate(records ? 'meetings.no_meetings' : 'meetings.no_meetings_read')} action={plan} />;
  return (
    <Stack gap={2}>
      {data.map((meeting) => (
        <Card key={meeting.id} sx={{ p: 2 }}>
          <Stack direction="row" flexWrap="wrap" alignItems="center" gap={1.5}>
            <Typography variant="h2"><Link component={RouterLink} to={`/meetings/${meeting.id}/show`}>{moment(meeting.starts_at, meeting.time_zone)}</Link></Typography>
            <StateLabel state={meeting.state} label={translate(`meetings.state.${meeting.state}`)} />
          </Stack>
          <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
            {[meeting.reference, translate('meetings.counts', { candidates: meeting.candidates, decided: meeting.decided }), meeting.place].filter(Boolean).join(' · ')}
          </Typography>
        </Card>
      ))}
      <Box>{plan}</Box>
    </Stack>
  );
};

export default VacancyMeetings;
