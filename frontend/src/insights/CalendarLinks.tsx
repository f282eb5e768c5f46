import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormHelperText, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { TextInput, maxLength, useNotify, useTranslate } from 'react-admin';

import { request } from '../app/http';
import { useFormats } from '../ui/format';
import { DialogForm } from '../ui/FormFrame';
import { problemText } from '../ui/MovesBar';
import { Panel } from '../ui/parts';
import type { FunderPage } from './types';

// The only time that it is seen; closing is meant.
const Made = ({ url, onClose }: { url: string; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => notify('insights.calendar_copied', { type: 'success' }),
      () => notify('insights.calendar_not_copied', { type: 'warning' }),
    );
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="calendar-made">
      <DialogTitle id="calendar-made">{translate('insights.calendar_made')}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('insights.calendar_once')}</Alert>
        <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, gap: 1, alignItems: { sm: 'center' } }}>
          <TextField
            value={url} fullWidth label={translate('insights.calendar_link')} onFocus={(event) => event.target.select()}
            slotProps={{ htmlInput: { readOnly: true, spellCheck: false } }}
          />
          <Button variant="contained" onClick={() => void copy()}>{translate('insights.calendar_copy')}</Button>
        </Box>
        <FormHelperText>{translate('insights.calendar_use')}</FormHelperText>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{translate('insights.calendar_close')}</Button></DialogActions>
    </Dialog>
  );
};

const Ask = ({ about, onYes, onNo }: { about: string; onYes: () => void; onNo: () => void }) => {
  const translate = useTranslate();
  return (
    <Dialog open onClose={onNo} aria-labelledby="calendar-ask">
      <DialogTitle id="calendar-ask">{about}</DialogTitle>
      <DialogContent>{translate('insights.calendar_withdraw_ask')}</DialogContent>
      <DialogActions>
        <Button onClick={onNo}>{translate('insights.cancel')}</Button>
        <Button variant="contained" onClick={onYes}>{translate('insights.calendar_withdraw')}</Button>
      </DialogActions>
    </Dialog>
  );
};

// Secret links to the due dates: made for one calendar, shown once, withdrawn at any moment.
export const CalendarLinks = ({ page, onChange }: { page: FunderPage; onChange: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const { date } = useFormats();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [ending, setEnding] = useState<FunderPage['calendar_links'][number] | null>(null);
  if (!page.may_link) return null;
  const path = `/funder-pages/${page.id}/calendar-links`;
  const named = (label?: string | null) => label || translate('insights.calendar_unnamed');
  const withdraw = async (id: string) => {
    setEnding(null);
    try {
      await request('DELETE', `${path}/${id}`);
      notify('insights.calendar_withdrawn', { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    onChange();
  };
  return (
    <Panel title={translate('insights.calendar')} id="calendar">
      <Typography variant="body2" color="text.secondary">{translate('insights.calendar_help')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, my: 1 }}>
        {page.calendar_links.map((link) => (
          <Box component="li" key={link.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', py: 0.75, borderTop: 1, borderColor: 'divider' }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{named(link.label)}</Typography>
              <Typography variant="body2" color="text.secondary">{translate('insights.calendar_by', { who: link.by ?? '', day: date(link.created_at) })}</Typography>
            </Box>
            <Button size="small" onClick={() => setEnding(link)}>{translate('insights.calendar_withdraw')}</Button>
          </Box>
        ))}
      </Box>
      <Button variant="outlined" onClick={() => setMaking(true)}>{translate('insights.calendar_make')}</Button>
      {making && (
        <DialogForm
          title={translate('insights.calendar_make')} submit="insights.calendar_make" onClose={() => setMaking(false)} defaults={{ label: '' }}
          onSubmit={async ({ label }) => {
            const { json } = await request<{ url: string }>('POST', path, { body: { label: label ?? '' } });
            setMaking(false);
            setMade(json.url);
            onChange();
          }}
        >
          <TextInput source="label" label="insights.calendar_label" helperText="insights.calendar_label_help" validate={maxLength(200)} />
        </DialogForm>
      )}
      {made && <Made url={made} onClose={() => setMade(null)} />}
      {ending && <Ask about={named(ending.label)} onNo={() => setEnding(null)} onYes={() => void withdraw(ending.id)} />}
    </Panel>
  );
};
