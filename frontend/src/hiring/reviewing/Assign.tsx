import { Alert, Box, Button, Checkbox, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import type { Reviewer } from './types';

// Ask these members for a review of these applications.
export const Assign = ({ vacancy, applications, reviewers, onClose }: { vacancy: string; applications: string[]; reviewers: Reviewer[]; onClose: (done: boolean) => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const { number } = useFormats();
  const [chosen, setChosen] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const assign = async () => {
    setBusy(true);
    setRefused('');
    try {
      const { json } = await request<{ added: number }>('POST', `/vacancies/${vacancy}/assignments`, { body: { application_ids: applications, account_ids: chosen } });
      notify('reviewing.shared', { type: 'success', messageArgs: { smart_count: json.added } });
      void client.invalidateQueries({ queryKey: ['reviewing', vacancy] });
      onClose(true);
    } catch (error) {
      setRefused(problemText(error));
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={() => onClose(false)} fullWidth maxWidth="xs" aria-labelledby="assign-title">
      <DialogTitle id="assign-title">{translate('reviewing.assign_title', { smart_count: applications.length })}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" gutterBottom>{translate('reviewing.assign_lead')}</Typography>
        <Box role="group" aria-labelledby="assign-title" sx={{ display: 'grid' }}>
          {reviewers.map(({ account_id, name, assigned }) => (
            <FormControlLabel
              key={account_id} label={<>{name} <Typography component="span" variant="body2" color="text.secondary">{number(assigned)}</Typography></>}
              control={<Checkbox size="small" checked={chosen.includes(account_id)} onChange={(_event, on) => setChosen((now) => (on ? [...now, account_id] : now.filter((id) => id !== account_id)))} />}
            />
          ))}
        </Box>
        {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{translate(refused, { _: refused })}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => onClose(false)}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={busy || chosen.length === 0} onClick={() => void assign()}>{translate('reviewing.assign')}</Button>
      </DialogActions>
    </Dialog>
  );
};
