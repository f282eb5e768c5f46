import { Box, Link, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Panel } from '../../ui/parts';
import type { Application } from '../types';

// What the committee decided about somebody, and why.
const DecisionsOfApplication = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const { at } = useFormats();
  const { data } = useGetList('meeting_items', { filter: { application_id: application.id }, pagination: { page: 1, perPage: 25 }, sort: { field: 'starts_at', order: 'DESC' } });
  if (!data?.length) return null;
  return (
    <Panel title={translate('meetings.of_application')} id="decisions">
      {data.map((item) => (
        <Box key={item.id} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
          <Typography variant="body2"><Link component={RouterLink} to={`/meetings/${item.meeting_id}/show`}>{translate('meetings.title', { at: at(item.starts_at, item.time_zone) })}</Link></Typography>
          <Typography variant="body2">
            <strong>{translate(`meetings.decision.${item.decision ?? 'none'}`)}</strong>
            {item.decision && <Typography component="span" variant="body2" color="text.secondary"> {translate('meetings.decided_by', { present: item.present, committee: item.committee })}{item.outcome && ` · ${translate(`meetings.outcome.${item.outcome}`)}`}</Typography>}
          </Typography>
          {item.reason && <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{item.reason}</Typography>}
        </Box>
      ))}
    </Panel>
  );
};

export default DecisionsOfApplication;
