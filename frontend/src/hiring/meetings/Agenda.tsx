import DownIcon from '@mui/icons-material/ArrowDownward';
import UpIcon from '@mui/icons-material/ArrowUpward';
import { Box, Button, IconButton, Link, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Empty, Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { ChooseCandidates } from './ChooseCandidates';
import { Decide } from './Decide';
import type { Item, Meeting } from './types';
import { moved, useRecords, useWrite } from './useMeeting';

const tooFew = ({ decision, present, quorum }: Item) => !decision && present < quorum;

// Candidates in the order that people gave them, with what was decided and why.
export const Agenda = ({ meeting }: { meeting: Meeting }) => {
  const translate = useTranslate();
  const records = useRecords(meeting.vacancy_id);
  const { write, waits } = useWrite(meeting);
  const [choosing, setChoosing] = useState(false);
  const open = ['planned', 'held'].includes(meeting.state);
  const ids = meeting.items.map(({ application_id }) => application_id);
  const move = (id: string, by: -1 | 1) => void write('PUT', '/agenda', { application_ids: moved(ids, id, by) });
  const choose = records && open && <Button variant="outlined" onClick={() => setChoosing(true)}>{translate('meetings.choose')}</Button>;
  return (
    <Panel title={`${translate('meetings.agenda')} (${ids.length})`} id="agenda">
      {ids.length === 0 && <Empty text={translate(records ? 'meetings.no_agenda' : 'meetings.no_agenda_read')} action={choose} />}
      {meeting.state === 'held' && meeting.items.some(tooFew) && <Typography variant="body2" color="text.secondary">{translate('meetings.too_few_help')}</Typography>}
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {meeting.items.map((item, at) => (
          <Box component="li" key={item.id} sx={{ py: 1.5, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <Stack direction="row" alignItems="flex-start" gap={1}>
              <Typography color="text.secondary" sx={{ minWidth: '1.5rem', fontVariantNumeric: 'tabular-nums' }}>{at + 1}</Typography>
              <Box sx={{ flex: 1, minWidth: 0 }}><Candidate item={item} meeting={meeting} /></Box>
              {records && open && ids.length > 1 && (
                <Stack direction={{ xs: 'column', sm: 'row' }}>
                  <IconButton size="small" disabled={waits || at === 0} aria-label={translate('meetings.up', { name: item.name })} onClick={() => move(item.application_id, -1)}><UpIcon fontSize="small" /></IconButton>
                  <IconButton size="small" disabled={waits || at === ids.length - 1} aria-label={translate('meetings.down', { name: item.name })} onClick={() => move(item.application_id, 1)}><DownIcon fontSize="small" /></IconButton>
                </Stack>
              )}
            </Stack>
          </Box>
        ))}
      </Box>
      {ids.length > 0 && choose}
      {choosing && <ChooseCandidates meeting={meeting} onClose={() => setChoosing(false)} />}
    </Panel>
  );
};

const Candidate = ({ item, meeting }: { item: Item; meeting: Meeting }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const records = useRecords(meeting.vacancy_id);
  const [deciding, setDeciding] = useState(false);
  const held = meeting.state === 'held';
  const said = meeting.vacancy.criteria.filter(({ id }) => item.reasons[id]);
  return (
    <>
      <Stack direction="row" flexWrap="wrap" alignItems="center" columnGap={1} rowGap={0.5}>
        <Link component={RouterLink} to={`/applications/${item.application_id}/show`} fontWeight={600} sx={{ overflowWrap: 'anywhere' }}>{item.name}</Link>
        <StateLabel state={item.stage} />
        <Typography variant="body2" color="text.secondary">{item.reference} · {translate('meetings.waiting', { received: item.summary.in, asked: item.summary.asked })}</Typography>
      </Stack>
      {item.decision && (
        <Typography sx={{ mt: 0.5 }}>
          <strong>{translate(`meetings.decision.${item.decision}`)}</strong>
          <Typography component="span" variant="body2" color="text.secondary"> {translate('meetings.decided_by', { present: item.present, committee: item.committee })}{item.outcome && ` · ${translate(`meetings.outcome.${item.outcome}`)}`}</Typography>
        </Typography>
      )}
      {item.reason && <Typography variant="body2" sx={{ mt: 0.5, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{item.reason}</Typography>}
      {said.map((criterion) => <Typography key={criterion.id} variant="body2" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}><strong>{of(criterion, 'name')}</strong> {item.reasons[criterion.id]}</Typography>)}
      {item.left.length > 0 && <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>{translate('meetings.left', { names: item.left.join(', ') })}</Typography>}
      {held && tooFew(item) && <Typography variant="body2" color="warning.main" sx={{ mt: 0.5 }}>{translate('meetings.too_few', { present: item.present, quorum: item.quorum, committee: item.committee })}</Typography>}
      {records && held && !item.outcome && <Button size="small" variant="outlined" sx={{ mt: 1 }} aria-label={translate('meetings.decide_about', { name: item.name })} onClick={() => setDeciding(true)}>{translate(item.decision ? 'meetings.change_decision' : 'meetings.decide')}</Button>}
      {deciding && <Decide item={item} meeting={meeting} onClose={() => setDeciding(false)} />}
    </>
  );
};
