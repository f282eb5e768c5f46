import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { useState } from 'react';
import { useRecordContext, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { problemText } from '../../ui/MovesBar';

// After an upheld objection, whoever decides takes the application up again: where it was turned down, or from the start.
export const TakeUp = () => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const record = useRecordContext();
  const [asking, setAsking] = useState(false);
  const [stage, setStage] = useState('');
  const [refused, setRefused] = useState('');
  const stages: string[] = record?.take_up ?? [];
  if (!record || stages.length === 0) return null;
  const chosen = stages.includes(stage) ? stage : stages[0];
  const send = async () => {
    try {
      await request('POST', `/objections/${record.id}/take-up`, { body: { stage: chosen }, version: record.version, key: crypto.randomUUID() });
      setAsking(false);
      refresh();
    } catch (error) {
      setRefused(problemText(error));
    }
  };
  return (
    <>
      <Button variant="outlined" size="small" sx={{ mt: 0.5 }} onClick={() => setAsking(true)}>{translate('erasing.take_up')}</Button>
      {asking && (
        <Dialog open onClose={() => setAsking(false)} fullWidth maxWidth="sm" aria-labelledby="take-up-title">
          <DialogTitle id="take-up-title">{translate('erasing.take_up')}</DialogTitle>
          <DialogContent>
            <Typography variant="body2" gutterBottom>{translate('erasing.take_up_help')}</Typography>
            <RadioGroup value={chosen} onChange={(event) => setStage(event.target.value)} aria-labelledby="take-up-title">
              {stages.map((one) => <FormControlLabel key={one} value={one} control={<Radio />} label={translate(one === 'submitted' ? 'erasing.from_start' : 'erasing.where_it_was', { stage: translate(`state.${one}`) })} />)}
            </RadioGroup>
            {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{refused}</Alert>}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>{translate('ra.action.cancel')}</Button>
            <Button variant="contained" onClick={() => void send()}>{translate('ui.confirm')}</Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
};
