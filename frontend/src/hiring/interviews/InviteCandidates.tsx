import { Alert, Button, Checkbox, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { problemText } from '../../ui/MovesBar';
import type { Round } from './types';

// Many at once; each gets a letter of their own.
export const InviteCandidates = ({ round, onClose }: { round: Round; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<string[]>([]);
  const [refused, setRefused] = useState('');
  const [waits, setWaits] = useState(false);
  const all = round.candidates.map(({ id }) => id);
  const send = async () => {
    setWaits(true);
    setRefused('');
    try {
      await request('POST', `/interview-rounds/${round.id}/invitations`, { body: { application_ids: chosen } });
      notify('interviews.invited', { type: 'success' });
      onClose();
      refresh();
    } catch (error) {
      setRefused(problemText(error));
    }
    setWaits(false);
  };
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Dialog open onClose={() => !waits && onClose()} fullWidth maxWidth="sm" aria-labelledby="invite-title">
      <DialogTitle id="invite-title">{translate('interviews.invite')}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" gutterBottom>{translate(all.length ? 'interviews.invite_help' : 'interviews.nobody_to_invite')}</Typography>
        {all.length > 1 && (
          <FormControlLabel
            label={translate('interviews.everybody')} sx={{ display: 'flex' }}
            control={<Checkbox checked={chosen.length === all.length} indeterminate={chosen.length > 0 && chosen.length < all.length} onChange={() => setChosen(chosen.length === all.length ? [] : all)} />}
          />
        )}
        {round.candidates.map(({ id, name, reference, stage, reachable }) => (
          <FormControlLabel
            key={id} sx={{ display: 'flex' }} control={<Checkbox checked={chosen.includes(id)} onChange={() => toggle(id)} />}
            label={<>{name} <Typography component="span" variant="body2" color="text.secondary">{[reference, translate(`state.${stage}`), !reachable && translate('interviews.unreachable')].filter(Boolean).join(' · ')}</Typography></>}
          />
        ))}
        {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{translate(refused, { _: refused })}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button disabled={waits} onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={waits || chosen.length === 0} onClick={() => void send()}>{translate('interviews.invite_them', { smart_count: chosen.length })}</Button>
      </DialogActions>
    </Dialog>
  );
};
