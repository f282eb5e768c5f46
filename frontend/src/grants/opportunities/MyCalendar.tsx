import { Alert, Button, FormControlLabel, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';

// A link with which one's own calendar follows deadlines: those one watches, or all.
export const MyCalendar = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const may = useMay();
  const { date } = useFormats();
  const [url, setUrl] = useState('');
  const [which, setWhich] = useState('watched');
  const mine = may('opportunity.watch');
  const { data } = useQuery({ queryKey: ['own_deadlines'], enabled: mine, queryFn: () => request<{ link_until: string | null }>('GET', '/own-deadlines').then(({ json }) => json) });
  if (!data) return null;
  const act = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    void client.invalidateQueries({ queryKey: ['own_deadlines'] });
  };
  const make = async () => setUrl((await request<{ url: string }>('POST', '/own-deadlines/calendar-link', { body: {} })).json.url);
  const end = async () => {
    await request('DELETE', '/own-deadlines/calendar-link');
    setUrl('');
    notify('opportunities.link_ended', { type: 'success' });
  };
  const shown = url.replace('which=watched', `which=${which}`);
  return (
    <Panel title={translate('opportunities.calendar')} id="my-deadlines">
      <Typography variant="body2" color="text.secondary">{translate('opportunities.calendar_help')}</Typography>
      {url && (
        <Alert severity="info" variant="outlined" sx={{ mt: 1.5 }}>
          {translate('opportunities.link_shown')}
          <RadioGroup row value={which} onChange={(event) => setWhich(event.target.value)} aria-label={translate('opportunities.which')}>
            {['watched', 'all'].map((name) => <FormControlLabel key={name} value={name} control={<Radio size="small" />} label={translate(`opportunities.calendar_of.${name}`)} />)}
          </RadioGroup>
          <TextField fullWidth size="small" margin="dense" value={shown} slotProps={{ htmlInput: { readOnly: true, 'aria-label': translate('opportunities.calendar') } }} onFocus={(event) => event.target.select()} />
        </Alert>
      )}
      {!url && data.link_until && <Typography variant="body2" sx={{ mt: 1 }}>{translate('opportunities.calendar_until', { until: date(data.link_until) })}</Typography>}
      <Stack direction="row" gap={1} sx={{ mt: 1.5 }}>
        <Button size="small" variant="outlined" onClick={() => void act(make)}>{translate('opportunities.make_link')}</Button>
        {data.link_until && <Button size="small" color="inherit" onClick={() => void act(end)}>{translate('opportunities.end_link')}</Button>}
      </Stack>
    </Panel>
  );
};
