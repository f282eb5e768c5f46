import { Alert, Box, Button, Link, MenuItem, Skeleton, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { RecordContextProvider, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { MovesBar, problemText } from '../../ui/MovesBar';
import { Fact } from '../../ui/parts';
import { WHOLE } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import type { Interview, Round } from './types';
import { useClock } from './useClock';
import { useArranges } from './VacancyInterviews';

// One interview: when, with whom, what can be done, what was noted and what happened.
export const InterviewCard = ({ id, inRound = false }: { id: string; inRound?: boolean }) => {
  const translate = useTranslate();
  const { of, moment } = useFormats();
  const { data } = useGetOne<Interview>('interviews', { id, meta: WHOLE });
  const arranges = useArranges(data?.vacancy_id ?? '');
  if (!data) return <Skeleton height={120} />;
  const { round, slot } = data;
  const zone = round?.time_zone ?? 'UTC';
  const place = round?.place ?? '';
  return (
    <RecordContextProvider value={data}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 1 }}>
        {!inRound && <Typography fontWeight={600}><Link component={RouterLink} to={`/interview_rounds/${data.round_id}/show`}>{of(round ?? undefined, 'name')}</Link></Typography>}
        <StateLabel state={data.state} label={translate(`interviews.state.${data.state}`)} />
      </Box>
      <Box component="dl" sx={{ m: 0 }}>
        {slot && <Fact label={translate('interviews.when')}>{moment(slot.starts_at, zone)}</Fact>}
        {round && <Fact label={translate('interviews.how')}>{translate(`interviews.mode.${round.mode}`)}{place && ' · '}{place.startsWith('https://') ? <Link href={place} target="_blank" rel="noopener noreferrer">{place}</Link> : place}</Fact>}
        <Fact label={translate('interviews.panel')}>{data.panel.map(({ name }) => name).join(', ')}</Fact>
        {inRound && data.application && <Fact label={translate('interviews.application')}><Link component={RouterLink} to={`/applications/${data.application_id}/show`}>{data.application.name}</Link></Fact>}
      </Box>
      {data.wish && <Alert severity="info" variant="outlined" sx={{ my: 1 }}>{translate('interviews.candidate')} {translate('interviews.wrote', { text: data.wish })}</Alert>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        {arranges && ['invited', 'booked'].includes(data.state) && round?.state === 'open' && <ChooseTime interview={data} />}
        <MovesBar resource="interviews" quiet asks={(record, move) => (move.name === 'cancel' ? translate(record.slot ? 'interviews.cancel_goes' : 'interviews.cancel_invited') : '')} />
      </Box>
      <Notes interview={data} />
      <Changes interview={data} zone={zone} />
    </RecordContextProvider>
  );
};

const ChooseTime = ({ interview }: { interview: Interview }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const [slot, setSlot] = useState('');
  const [refused, setRefused] = useState('');
  const { data: round } = useGetOne<Round>('interview_rounds', { id: interview.round_id, meta: WHOLE }, { enabled: open });
  const { clock, day } = useClock(round?.time_zone ?? 'UTC');
  const label = translate(interview.state === 'booked' ? 'interviews.move' : 'interviews.book');
  if (!open) return <Button variant="outlined" onClick={() => setOpen(true)}>{label}</Button>;
  const free = (round?.slots ?? []).filter(({ taken, starts_at }) => !taken && new Date(starts_at) > new Date());
  const send = async () => {
    setRefused('');
    try {
      await request('POST', `/interviews/${interview.id}/slot`, { body: { slot_id: slot }, version: interview.version });
      notify('interviews.booked', { type: 'success' });
      setOpen(false);
    } catch (error) {
      setRefused(problemText(error));
    }
    refresh();
  };
  return (
    <Box sx={{ width: '100%', display: 'grid', gap: 1 }}>
      {round && free.length === 0 ? <Typography variant="body2">{translate('interviews.no_free_times')}</Typography> : (
        <TextField select fullWidth label={translate('interviews.choose_time')} value={slot} onChange={(event) => setSlot(event.target.value)} helperText={translate('interviews.move_help')}>
          {free.map(({ id, starts_at, ends_at }) => <MenuItem key={id} value={id}>{day(starts_at)} {clock(starts_at, ends_at)}</MenuItem>)}
        </TextField>
      )}
      {refused && <Alert severity="error" variant="outlined">{translate(refused, { _: refused })}</Alert>}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="outlined" disabled={!slot} onClick={() => void send()}>{label}</Button>
        <Button color="inherit" onClick={() => setOpen(false)}>{translate('ra.action.cancel')}</Button>
      </Box>
    </Box>
  );
};

// Final once handed in, so that nobody's is shaped by another's.
const Notes = ({ interview }: { interview: Interview }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { short } = useFormats();
  const kept = `polder.interview-note.${interview.id}`;
  const [text, setText] = useState(() => sessionStorage.getItem(kept) ?? '');
  const type = (value: string) => {
    setText(value);
    sessionStorage.setItem(kept, value);
  };
  const send = async () => {
    try {
      await request('POST', `/interviews/${interview.id}/notes`, { body: { text } });
      sessionStorage.removeItem(kept);
      setText('');
      notify('interviews.note_kept', { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
  };
  if (interview.notes.length === 0 && !interview.may_note) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="h3" gutterBottom>{translate('interviews.notes')}</Typography>
      {interview.notes.map(({ at, author, text: said }) => (
        <Box key={at} sx={{ mb: 1.5 }}>
          <Typography variant="body2"><strong>{author}</strong> <Typography component="span" variant="caption" color="text.secondary">{short(at)}</Typography></Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{said}</Typography>
        </Box>
      ))}
      {interview.may_note && (
        <>
          <TextField fullWidth multiline minRows={3} label={translate('interviews.note')} helperText={translate('interviews.note_help')} value={text} onChange={(event) => type(event.target.value)} slotProps={{ htmlInput: { maxLength: 10_000 } }} />
          <Button variant="outlined" sx={{ mt: 1 }} disabled={!text.trim()} onClick={() => void send()}>{translate('interviews.hand_in')}</Button>
        </>
      )}
    </Box>
  );
};

const Changes = ({ interview, zone }: { interview: Interview; zone: string }) => {
  const translate = useTranslate();
  const { at, short } = useFormats();
  return (
    <Box component="details" sx={{ mt: 2 }}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer' }}>{translate('interviews.history')}</Typography>
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, mt: 1 }}>
        {interview.changes.map((change) => (
          <Box component="li" key={change.at + change.kind} sx={{ borderLeft: 1, borderColor: 'divider', pl: 1.5, pb: 1 }}>
            <Typography variant="body2">
              {!change.about && <strong>{change.by_candidate ? translate('interviews.candidate') : change.who ?? translate('ui.somebody')} </strong>}
              {translate(`interviews.change.${change.kind}`, { at: change.starts_at ? at(change.starts_at, zone) : '', about: change.about ?? '' })}
            </Typography>
            {change.reason && <Typography variant="body2" sx={{ fontStyle: 'italic', overflowWrap: 'anywhere' }}>“{change.reason}”</Typography>}
            <Typography variant="caption" color="text.secondary">{short(change.at)}</Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
};
