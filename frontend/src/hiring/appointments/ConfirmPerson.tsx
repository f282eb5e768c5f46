import { Alert, Box, Button, FormControl, FormControlLabel, Radio, RadioGroup, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { Panel } from '../../ui/parts';
import type { Appointment } from './types';

// Who was hired: the person that was found or made, or another that looks alike. A person of HR says so, once.
export const ConfirmPerson = ({ appointment }: { appointment: Appointment }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState(appointment.person_id);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState('');
  const [asksReason, setAsksReason] = useState(false);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setRefused('');
    try {
      await request('POST', `/appointments/${appointment.id}/person`, {
        body: { person_id: chosen, ...(reason.trim() ? { overlap_reason: reason.trim() } : {}) }, version: appointment.version,
      });
      notify('appointments.person_confirmed', { type: 'success' });
      refresh();
    } catch (error) {
      const errors = (error as { body?: { errors?: Record<string, string> } }).body?.errors;
      setAsksReason(Boolean(errors?.overlap_reason) || asksReason);
      setRefused(errors?.overlap_reason ?? (error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={translate('appointments.who_is_this')} id="who">
      <Typography variant="body2" gutterBottom>{translate('appointments.who_help', { name: appointment.hire?.name ?? appointment.name })}</Typography>
      <FormControl>
        <RadioGroup aria-labelledby="who" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {appointment.candidates.map(({ id, name, orcid, email, by }) => (
            <FormControlLabel
              key={id} value={id} control={<Radio size="small" />}
              label={
                <Box sx={{ py: 0.25 }}>
                  {name} <Typography component="span" variant="body2" color="text.secondary">{[orcid, email].filter(Boolean).join(' · ')}</Typography>
                  <Typography variant="caption" color="text.secondary" display="block">{translate(`appointments.found_by.${by}`)}</Typography>
                </Box>
              }
            />
          ))}
        </RadioGroup>
      </FormControl>
      {asksReason && <TextField fullWidth margin="dense" size="small" label={translate('resources.appointments.fields.overlap_reason')} value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />}
      {refused && <Alert severity="error" variant="outlined" sx={{ my: 1 }}>{refused}</Alert>}
      <Box><Button variant="outlined" disabled={busy} onClick={() => void confirm()}>{translate('appointments.confirm_person')}</Button></Box>
    </Panel>
  );
};
