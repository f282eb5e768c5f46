import { Alert, Button, Stack, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';

interface Own {
  data: { id: string }[];
  link_until: string | null;
}

// A link with which one's own calendar follows the interviews one holds.
export const MyCalendar = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const { date } = useFormats();
  const [url, setUrl] = useState('');
  const { data } = useQuery({ queryKey: ['own_interviews'], queryFn: () => request<Own>('GET', '/own-interviews').then(({ json }) => json) });
  if (!data || (data.data.length === 0 && !data.link_until)) return null;
  const act = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    void client.invalidateQueries({ queryKey: ['own_interviews'] });
  };
  const make = async () => setUrl((await request<{ url: string }>('POST', '/own-interviews/calendar-link', { body: {} })).json.url);
  const end = async () => {
    await request('DELETE', '/own-interviews/calendar-link');
    setUrl('');
    notify('interviews.link_ended', { type: 'success' });
  };
  return (
    <Panel title={translate('interviews.calendar')} id="my-calendar">
      <Typography variant="body2" color="text.secondary">{translate('interviews.calendar_help')}</Typography>
      {url && (
        <Alert severity="info" variant="outlined" sx={{ mt: 1.5 }}>
          {translate('interviews.link_shown')}
          <TextField fullWidth size="small" margin="dense" value={url} slotProps={{ htmlInput: { readOnly: true, 'aria-label': translate('interviews.calendar') } }} onFocus={(event) => event.target.select()} />
        </Alert>
      )}
      {!url && data.link_until && <Typography variant="body2" sx={{ mt: 1 }}>{translate('interviews.calendar_until', { until: date(data.link_until) })}</Typography>}
      <Stack direction="row" gap={1} sx={{ mt: 1.5 }}>
        <Button size="small" variant="outlined" onClick={() => void act(make)}>{translate('interviews.make_link')}</Button>
        {data.link_until && <Button size="small" color="inherit" onClick={() => void act(end)}>{translate('interviews.end_link')}</Button>}
      </Stack>
    </Panel>
  );
};
