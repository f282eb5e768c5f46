import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField, Tooltip, Typography } from '@mui/material';
import { useState } from 'react';
import { type RaRecord, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';

import { dataProvider } from '../app/dataProvider';
import { useFormats } from './format';

export interface Move {
  name: string;
  to: string;
  label: { nl: string; en: string };
  permitted: boolean;
  allowed: boolean;
  why_not: { nl: string; en: string } | null;
  reason: boolean;
}

// What ends something, or takes it back, is there but never the first thing to press.
const GRAVE = ['reject', 'withdraw', 'mark_ineligible', 'default', 'terminate', 'abandon', 'cancel', 'write_off', 'unmatch', 'revoke', 'discard', 'drop'];
const BACK = ['redraft', 'return', 'lapse', 'expire', 'set_aside', 'take_back', 'vacate', 'replan'];

export const problemText = (error: unknown) => (error instanceof Error ? error.message : String(error));

// Make a move, with its reason; a refusal says why and changes nothing. What the record became stands on its page, in words
// of its own: a plan that is released is a cancelled one.
export const useMove = (resource: string, done: () => void) => {
  const notify = useNotify();
  const { say } = useFormats();
  return async (record: RaRecord, move: Move, reason?: string) => {
    let refused = '';
    try {
      await dataProvider.move(resource, String(record.id), move.name, record.version, reason);
      notify('ui.moved', { type: 'success', messageArgs: { move: say(move.label) } });
    } catch (error) {
      refused = problemText(error);
      // what was asked in a dialog is refused in it: the answer is why not, or nothing
      if (reason === undefined) notify(refused, { type: 'error', autoHideDuration: 8000 });
    }
    done();
    return refused;
  };
};

interface AskProps {
  title: string;
  text?: string; // what follows, beyond the record itself
  optional?: boolean; // asks only whether, not why
  onClose: (reason: string | null) => Promise<string> | void; // why not, said here; who asks closes it once it worked
}

export const LONGEST_REASON = 2000;

export const ReasonDialog = ({ title, text, optional = false, onClose }: AskProps) => {
  const translate = useTranslate();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const confirm = async () => {
    setBusy(true);
    setRefused((await onClose(reason)) ?? '');
    setBusy(false);
  };
  return (
    <Dialog open onClose={() => !reason.trim() && !busy && onClose(null)} fullWidth maxWidth="sm" aria-labelledby="reason-title">
      <DialogTitle id="reason-title">{title}</DialogTitle>
      <DialogContent>
        {text && <Typography gutterBottom>{text}</Typography>}
        {!optional && (
          <TextField
            autoFocus fullWidth multiline minRows={3} margin="dense" required
            label={translate('ui.reason')} helperText={translate('ui.reason_help')}
            value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: LONGEST_REASON } }}
          />
        )}
        {refused && !busy && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{translate(refused, { _: refused })}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button disabled={busy} onClick={() => onClose(null)}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={busy || (!optional && !reason.trim())} onClick={() => void confirm()}>{translate('ui.confirm')}</Button>
      </DialogActions>
    </Dialog>
  );
};

const NONE: string[] = [];

// What a move brings about beyond the record, such as a letter; said before it is made. Empty: nothing.
export type Asks = (record: RaRecord, move: Move) => string;

// What may be done with this record now. What may not be done says why, also to the keyboard and the screen reader.
// `quiet` where the page has another first thing to do: at most one primary button a page. `without`: moves that follow
// from something else, and are not made by hand.
export const MovesBar = ({ resource, quiet = false, without = NONE, asks }: { resource: string; quiet?: boolean; without?: string[]; asks?: Asks }) => {
  const record = useRecordContext();
  const refresh = useRefresh();
  const notify = useNotify();
  const translate = useTranslate();
  const { say } = useFormats();
  const [asking, setAsking] = useState<Move | null>(null);
  const perform = useMove(resource, refresh);
  const moves = ((record?.moves ?? []) as Move[]).filter((move) => move.permitted && !without.includes(move.name));
  if (!record || (moves.length === 0 && !asking)) return null;
  const first = moves.findIndex((move) => move.allowed && !GRAVE.includes(move.name) && !BACK.includes(move.name));
  return (
    <Stack direction="row" flexWrap="wrap" gap={1} role="group" aria-label={translate('ui.moves')}>
      {moves.map((move, index) => {
        const why = say(move.why_not);
        return (
          <Tooltip key={move.name} title={why} describeChild>
            <Button
              variant={index === first && !quiet ? 'contained' : 'outlined'}
              color={GRAVE.includes(move.name) ? 'error' : 'primary'}
              aria-disabled={!move.allowed}
              aria-label={why ? `${say(move.label)} – ${why}` : undefined}
              sx={move.allowed ? undefined : { opacity: 0.55, cursor: 'help' }}
              onClick={() => {
                if (!move.allowed) notify(why, { type: 'info' });
                else if (move.reason || asks?.(record, move)) setAsking(move);
                else void perform(record, move);
              }}
            >
              {say(move.label)}
            </Button>
          </Tooltip>
        );
      })}
      {asking && (
        <ReasonDialog
          title={say(asking.label)} text={asks?.(record, asking)} optional={!asking.reason}
          onClose={async (reason) => {
            const refused = reason === null ? '' : await perform(record, asking, reason);
            if (!refused) setAsking(null);
            return refused;
          }}
        />
      )}
    </Stack>
  );
};
