import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import type { Carried, Meeting } from './types';

// What the decisions bring about, seen before it is done; what cannot be done says why, and waits.
export const CarryOut = ({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) => {
  const translate = useTranslate();
  const { say } = useFormats();
  const notify = useNotify();
  const refresh = useRefresh();
  const [refused, setRefused] = useState('');
  const [waits, setWaits] = useState(false);
  const ask = (mode: string) => request<{ data: Carried[] }>('POST', `/meetings/${meeting.id}/decisions`, { body: { mode }, key: crypto.randomUUID(), ...(mode === 'preview' ? {} : { version: meeting.version }) }).then(({ json }) => json.data);
  const { data, error } = useQuery({ queryKey: ['meetings', 'decisions', meeting.id, meeting.version], queryFn: () => ask('preview'), gcTime: 0 });
  const possible = (data ?? []).filter(({ outcome }) => outcome === 'done').length;
  const rejected = (data ?? []).filter(({ outcome, decision }) => outcome === 'done' && decision === 'reject').length;
  const carry = async () => {
    setWaits(true);
    setRefused('');
    try {
      const done = await ask(possible === data?.length ? 'all' : 'possible');
      notify('meetings.carried_out', { type: 'success', messageArgs: { smart_count: done.filter(({ outcome }) => outcome === 'done').length } });
      onClose();
    } catch (problem) {
      setRefused(problemText(problem));
    }
    refresh();
    setWaits(false);
  };
  return (
    <Dialog open onClose={() => !waits && onClose()} fullWidth maxWidth="sm" aria-labelledby="carry-title">
      <DialogTitle id="carry-title">{translate('meetings.carry_title')}</DialogTitle>
      <DialogContent>
        {(data ?? []).map(({ item_id, name, reference, decision, outcome, why }) => (
          <Box key={item_id} sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <Typography><strong>{name}</strong> <Typography component="span" variant="body2" color="text.secondary">{reference}</Typography></Typography>
            <Typography variant="body2">{translate(`meetings.decision.${decision}`)}</Typography>
            {why && <Typography variant="body2" color={outcome ? 'text.secondary' : 'warning.main'}>{say(why)}</Typography>}
          </Box>
        ))}
        {rejected > 0 && <Alert severity="info" variant="outlined" sx={{ mt: 1 }}>{translate('meetings.rejection_goes', { smart_count: rejected })}</Alert>}
        {(refused || error) && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{refused || problemText(error)}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button disabled={waits} onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={waits || !data?.some(({ outcome }) => outcome)} onClick={() => void carry()}>{translate(possible === data?.length ? 'meetings.carry_all' : 'meetings.carry_possible', { smart_count: possible })}</Button>
      </DialogActions>
    </Dialog>
  );
};
