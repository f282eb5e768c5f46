import { Box, Button, Card, Link, Stack, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMe } from '../../app/session';
import { useFormats } from '../../ui/format';
import { PageSkeleton } from '../../ui/Page';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Vacancy } from '../types';
import { MyCalendar } from './MyCalendar';

// May this person arrange interviews of this vacancy?
export const useArranges = (vacancy: string) => {
  const { permissions, scoped } = useMe();
  return permissions.includes('interview.manage') || (scoped['interview.manage'] ?? []).includes(vacancy);
};

// The rounds of a vacancy, and how far each is.
const VacancyInterviews = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const arranges = useArranges(String(vacancy.id));
  const { data } = useGetList('interview_rounds', { filter: { vacancy_id: vacancy.id }, pagination: { page: 1, perPage: 50 }, sort: { field: 'created_at', order: 'ASC' } });
  if (!data) return <PageSkeleton />;
  const make = arranges && (
    <Button variant="outlined" component={RouterLink} to={`/interview_rounds/create?vacancy=${vacancy.id}`}>{translate('interviews.new_round')}</Button>
  );
  if (data.length === 0) return <Empty text={translate(arranges ? 'interviews.none' : 'interviews.none_read')} action={make} />;
  return (
    <Stack gap={2}>
      {data.map((round) => (
        <Card key={round.id} sx={{ p: 2 }}>
          <Stack direction="row" flexWrap="wrap" alignItems="center" gap={1.5}>
            <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
              <Link component={RouterLink} to={`/interview_rounds/${round.id}/show`}>{of(round, 'name')}</Link>
            </Typography>
            <StateLabel state={round.state} label={translate(`interviews.round_state.${round.state}`)} />
            <Typography variant="body2" color="text.secondary">{translate(`interviews.mode.${round.mode}`)}</Typography>
          </Stack>
          <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
            {translate('interviews.counts', { booked: round.booked, waiting: round.waiting, free: round.slots - round.booked })}
          </Typography>
        </Card>
      ))}
      <Box>{make}</Box>
      <MyCalendar />
    </Stack>
  );
};

export default VacancyInterviews;
