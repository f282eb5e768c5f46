import DeleteIcon from '@mui/icons-material/Close';
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, IconButton, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { FileButton } from '../../ui/FileButton';
import { AddLine } from '../../ui/FormParts';
import { problemText } from '../../ui/MovesBar';
import { zoneName } from '../../ui/zones';
import type { Offered, Round } from './types';
import { useClock } from './useClock';

interface Day {
  day: string;
  begins: string;
  ends: string;
}
interface Period {
  starts_at: string;
  ends_at: string;
}

const next = (last?: Day): Day => {
  const day = new Date(last?.day ? `${last.day}T12:00:00Z` : Date.now() + 6 * 86_400_000);
  do day.setUTCDate(day.getUTCDate() + 1); while (day.getUTCDay() === 0 || day.getUTCDay() === 6);
  return { day: day.toISOString().slice(0, 10), begins: last?.begins ?? '09:00', ends: last?.ends ?? '12:30' };
};

// Days and hours become times; what they give is shown before it is offered.
export const OfferTimes = ({ round, onClose }: { round: Round; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { clock, day: dayOf, abbreviation } = useClock(round.time_zone);
  const [days, setDays] = useState<Day[]>([next()]);
  const [busy, setBusy] = useState<{ name: string; periods: Period[] }[]>([]);
  const [shown, setShown] = useState<Offered | null>(null);
  const [refused, setRefused] = useState('');
  const [waits, setWaits] = useState(false);
  const change = (at: number, values: Partial<Day>) => {
    setShown(null);
    setDays(days.map((one, n) => (n === at ? { ...one, ...values } : one)));
  };
  const ask = async (work: () => Promise<void>) => {
    setWaits(true);
    setRefused('');
    try {
      await work();
    } catch (error) {
      setRefused(problemText(error));
    }
    setWaits(false);
  };
  const body = () => ({ days, busy: busy.flatMap(({ periods }) => periods) });
  const preview = async () => setShown((await request<Offered>('POST', `/interview-rounds/${round.id}/slots/preview`, { body: body() })).json);
  const offer = async () => {
    const { json } = await request<Offered>('POST', `/interview-rounds/${round.id}/slots`, { body: body() });
    notify('interviews.offered', { type: 'success', messageArgs: { smart_count: json.offered.length } });
    onClose();
    refresh();
  };
  const read = async (file: File) => {
    const form = new FormData();
    form.append('file', file);
    const { json } = await request<{ busy: Period[] }>('POST', `/interview-rounds/${round.id}/busy`, { form });
    setShown(null);
    setBusy([...busy, { name: file.name, periods: json.busy }]);
  };
  const names = [...new Set(shown?.offered.map(({ starts_at }) => dayOf(starts_at)))];
  return (
    <Dialog open onClose={() => !waits && onClose()} fullWidth maxWidth="sm" aria-labelledby="offer-title">
      <DialogTitle id="offer-title">{translate('interviews.offer_times')}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" gutterBottom>{translate('interviews.offer_help', { zone: zoneName(round.time_zone) })}</Typography>
        {days.map((one, n) => (
          <Stack key={n} direction="row" alignItems="center" gap={1} sx={{ mt: 1.5 }}>
            <TextField type="date" label={translate('interviews.day')} value={one.day} onChange={(event) => change(n, { day: event.target.value })} slotProps={{ inputLabel: { shrink: true } }} sx={{ flex: 2, minWidth: 0 }} />
            <TextField type="time" label={translate('interviews.begins')} value={one.begins} onChange={(event) => change(n, { begins: event.target.value })} slotProps={{ inputLabel: { shrink: true } }} sx={{ flex: 1, minWidth: 0 }} />
            <TextField type="time" label={translate('interviews.ends')} value={one.ends} onChange={(event) => change(n, { ends: event.target.value })} slotProps={{ inputLabel: { shrink: true } }} sx={{ flex: 1, minWidth: 0 }} />
            {days.length > 1 && <IconButton size="small" aria-label={translate('interviews.remove_day')} onClick={() => { setShown(null); setDays(days.filter((_, at) => at !== n)); }}><DeleteIcon fontSize="small" /></IconButton>}
          </Stack>
        ))}
        <Stack direction="row" flexWrap="wrap" gap={1} sx={{ mt: 1 }}>
          <AddLine label="interviews.add_day" onAdd={() => { setShown(null); setDays([...days, next(days.at(-1))]); }} />
          <FileButton accept=".ics,text/calendar" variant="text" size="small" disabled={waits} onFile={(file) => void ask(() => read(file))}>{translate('interviews.busy_file')}</FileButton>
        </Stack>
        {busy.map(({ name, periods }, n) => (
          <Typography key={n} variant="body2" color="text.secondary">{translate('interviews.busy_read', { name, smart_count: periods.length })}</Typography>
        ))}
        {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>{translate(refused, { _: refused })}</Alert>}
        {shown && (
          <Box role="status" sx={{ mt: 2 }}>
            <Typography fontWeight={600}>{shown.offered.length ? translate('interviews.previewed', { smart_count: shown.offered.length }) : translate('interviews.nothing_fits')}</Typography>
            {names.map((name) => (
              <Typography key={name} variant="body2" sx={{ mt: 0.5 }}>
                {name}: {shown.offered.filter(({ starts_at }) => dayOf(starts_at) === name).map(({ starts_at, ends_at, twice }) => `${clock(starts_at, ends_at)}${twice ? ` (${translate('interviews.twice', { zone: abbreviation(starts_at) })})` : ''}`).join(' · ')}
              </Typography>
            ))}
            {shown.left_out.length > 0 && (
              <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
                {translate('interviews.left_out')} {shown.left_out.map(({ starts_at, ends_at, why }) => `${dayOf(starts_at)} ${clock(starts_at, ends_at)} (${translate(`interviews.why.${why}`)})`).join(' · ')}
              </Typography>
            )}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button disabled={waits} onClick={onClose}>{translate('ra.action.cancel')}</Button>
        {shown?.offered.length
          ? <Button variant="contained" disabled={waits} onClick={() => void ask(offer)}>{translate('interviews.offer_them')}</Button>
          : <Button variant="contained" disabled={waits || days.some(({ day }) => !day)} onClick={() => void ask(preview)}>{translate('interviews.preview')}</Button>}
      </DialogActions>
    </Dialog>
  );
};
