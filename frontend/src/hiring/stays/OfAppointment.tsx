import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { Alert, Box, Button, IconButton, Link, Stack, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { Country } from '../../partners/parts';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { today, useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Appointment } from '../appointments/types';
import { DoneDialog, MilestoneDialog, StayDialog } from './Dialogs';
import { Line } from './Line';
import type { Milestone, Stay, Stays } from './types';

type Open = { what: 'stay' } | { what: 'milestone'; milestone?: Milestone } | { what: 'done'; milestone: Milestone };

// What an appointment promises beside the work here: on a line, and by day in words.
export const StaysOfAppointment = ({ appointment }: { appointment: Appointment }) => {
  const id = String(appointment.id);
  const translate = useTranslate();
  const client = useQueryClient();
  const notify = useNotify();
  const [open, setOpen] = useState<Open | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ['stays-of', id], queryFn: async () => (await request<Stays>('GET', `/appointments/${id}/stays`)).json });
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { keeps, own, track, stays, milestones } = data;
  const closed = (saved: boolean) => {
    setOpen(null);
    if (saved) void client.invalidateQueries({ queryKey: ['stays-of', id] });
  };
  const remove = async (milestone: Milestone) => {
    try {
      await request('DELETE', `/milestones/${milestone.id}`, { version: milestone.version });
    } catch (refused) {
      notify(problemText(refused), { type: 'error' });
    }
    closed(true);
  };
  const lines = [...stays.map((stay) => ({ day: stay.valid_from, stay })), ...milestones.map((milestone) => ({ day: milestone.due_on, milestone }))].sort((a, b) => a.day.localeCompare(b.day));
  const may = (milestone: Milestone) => keeps || (own && milestone.whose === 'appointed');
  return (
    <Panel title={translate('stays.title')} id="stays">
      {track && <OfTrack track={track} />}
      {(lines.length > 0 || appointment.periods.length > 0) && (
        <Line
          from={appointment.starts_on} until={appointment.ends_on}
          bars={[
            ...stays.filter(({ state }) => state !== 'dropped').map((stay) => ({ id: stay.id, from: stay.valid_from, until: stay.valid_until, title: stay.organisation ?? stay.country_code, tone: 'strong' as const })),
            ...appointment.periods.map((period) => ({ id: period.id, from: period.valid_from, until: period.valid_until, title: translate(`appointments.period.${period.kind}`), tone: period.kind === 'leave' ? 'grey' as const : 'soft' as const })),
          ]}
          marks={milestones.map(({ id: key, due_on, title, done_on }) => ({ id: key, day: due_on, title, done: Boolean(done_on) }))}
        />
      )}
      {lines.length === 0 && <Typography variant="body2" color="text.secondary">{translate(keeps ? 'stays.none_keeps' : 'stays.none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {lines.map((line) => (
          <Box component="li" key={'stay' in line ? line.stay.id : line.milestone.id} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider' }}>
            {'stay' in line
              ? <StayLine stay={line.stay} outside={Boolean(track?.months_asked) && line.stay.state !== 'dropped' && !track!.counted.includes(line.stay.id)} />
              : <MilestoneLine milestone={line.milestone} keeps={keeps} may={may(line.milestone)} onOpen={setOpen} onRemove={(milestone) => void remove(milestone)} />}
          </Box>
        ))}
      </Box>
      {keeps && (
        <Stack direction="row" gap={1} flexWrap="wrap" sx={{ mt: 1 }}>
          <Button size="small" onClick={() => setOpen({ what: 'stay' })}>{translate('stays.plan')}</Button>
          <Button size="small" onClick={() => setOpen({ what: 'milestone' })}>{translate('stays.add_milestone')}</Button>
        </Stack>
      )}
      {open?.what === 'stay' && <StayDialog appointment={id} onClose={closed} />}
      {open?.what === 'milestone' && <MilestoneDialog appointment={id} milestone={open.milestone} onClose={closed} />}
      {open?.what === 'done' && <DoneDialog milestone={open.milestone} onClose={closed} />}
    </Panel>
  );
};

// What the track asks of the stays, and how far the plan is.
const OfTrack = ({ track }: { track: NonNullable<Stays['track']> }) => {
  const translate = useTranslate();
  const name = translate(`calls.track.${track.track}`);
  if (track.months_asked === null) return <Typography variant="body2" color="text.secondary" gutterBottom>{translate('stays.track_free', { track: name })}</Typography>;
  const days = track.days ? translate('stays.and_days', { smart_count: track.days }) : '';
  return (
    <Alert severity={track.months >= track.months_asked ? 'success' : 'warning'} variant="outlined" sx={{ mb: 1.5 }}>
      {translate('stays.track', { track: name, months: track.months, days, asked: track.months_asked })}
      {track.months_held > 0 && ` ${translate('stays.held', { smart_count: track.months_held })}`}
      <Typography variant="body2" color="text.secondary">{translate('stays.by_rule', { letter: track.letter, source: track.source ?? '' })}</Typography>
    </Alert>
  );
};

const StayLine = ({ stay, outside }: { stay: Stay; outside: boolean }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  return (
    <Stack direction="row" alignItems="center" gap={1}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Link component={RouterLink} variant="body2" to={`/stays/${stay.id}/show`}>{translate('stays.at', { place: stay.organisation ?? '–' })}</Link>
        <Typography variant="body2" color="text.secondary"><Country code={stay.country_code} /> · {date(stay.valid_from)} – {date(stay.valid_until)}{outside && ` · ${translate('stays.not_counted')}`}</Typography>
      </Box>
      <StateLabel state={stay.state} label={translate(`stays.state.${stay.state}`)} />
    </Stack>
  );
};

const MilestoneLine = ({ milestone, keeps, may, onOpen, onRemove }: { milestone: Milestone; keeps: boolean; may: boolean; onOpen: (open: Open) => void; onRemove: (milestone: Milestone) => void }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const late = !milestone.done_on && milestone.due_on < today();
  return (
    <Stack direction="row" alignItems="center" gap={1} flexWrap="wrap">
      <Box sx={{ flex: 1, minWidth: '12rem' }}>
        <Typography variant="body2">{milestone.title}</Typography>
        <Typography variant="body2" color={late ? 'error' : 'text.secondary'}>
          {translate(`stays.owner.${milestone.whose}`)} · {translate(milestone.done_on ? 'appointments.done_on' : late ? 'appointments.was_due' : 'appointments.by_day', { day: date(milestone.done_on ?? milestone.due_on) })}
        </Typography>
        {milestone.evidence && <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>{milestone.evidence}</Typography>}
      </Box>
      <Stack direction="row" alignItems="center">
        {keeps && !milestone.done_on && <IconButton size="small" aria-label={`${translate('stays.remove_milestone')}: ${milestone.title}`} onClick={() => onRemove(milestone)}><DeleteIcon fontSize="small" /></IconButton>}
        {keeps && !milestone.done_on && <Button size="small" aria-label={`${translate('ra.action.edit')}: ${milestone.title}`} onClick={() => onOpen({ what: 'milestone', milestone })}>{translate('ra.action.edit')}</Button>}
        {may && <Button size="small" aria-label={`${translate(milestone.done_on ? 'stays.done_edit' : 'stays.done')}: ${milestone.title}`} onClick={() => onOpen({ what: 'done', milestone })}>{translate(milestone.done_on ? 'stays.done_edit' : 'stays.done')}</Button>}
      </Stack>
    </Stack>
  );
};
