import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';

import { forgetMe, me, onLostSession } from './http';
import { useMe } from './session';
import { channel, SIGNED_IN_PATH } from './signedIn';

const SIGN_IN = `/sign-in?return_to=${encodeURIComponent(SIGNED_IN_PATH)}`;
const EVERY = 3000;

// The session ended under somebody's hands. The page stays as it is; after signing in again the waiting requests go on.
export const LostSession = () => {
  const translate = useTranslate();
  const mine = useMe().account;
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  const [somebodyElse, setSomebodyElse] = useState<string | null>(null);

  useEffect(() => {
    onLostSession(() => new Promise<void>((resolve) => setGoOn(() => resolve)));
    return () => onLostSession(null);
  }, []);

  // Another window of this browser is somebody else's from now on: this one no longer reads or writes as its own reader.
  useEffect(() => {
    const heard = channel();
    heard.onmessage = ({ data }: MessageEvent<{ account?: string; name?: string }>) => {
      if (!data.account || data.account === mine.id) return;
      setSomebodyElse(data.name ?? null);
      setGoOn((known: (() => void) | null) => known ?? (() => undefined));
    };
    heard.postMessage({ account: mine.id, name: mine.name });
    return () => heard.close();
  }, [mine.id, mine.name]);

  useEffect(() => {
    if (!goOn) return;
    const look = async () => {
      forgetMe();
      const found = await me().catch(() => null);
      if (!found) return;
      if (found.account.id !== mine.id) {
        setSomebodyElse(found.account.name);
        return;
      }
      setGoOn(null);
      setSomebodyElse(null);
      goOn();
    };
    const looking = () => void look();
    const heard = channel();
    heard.addEventListener('message', looking);
    window.addEventListener('focus', looking);
    const timer = window.setInterval(looking, EVERY);
    return () => {
      heard.close();
      window.removeEventListener('focus', looking);
      window.clearInterval(timer);
    };
  }, [goOn, mine.id]);

  if (!goOn) return null;
  return (
    <Dialog open aria-labelledby="lost-title" maxWidth="xs" fullWidth>
      <DialogTitle id="lost-title">{translate('shell.lost.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{translate('shell.lost.text', { name: mine.name })}</DialogContentText>
        {somebodyElse && (
          <Alert severity="warning" sx={{ mt: 2 }}>
            {translate('shell.lost.somebody_else', { found: somebodyElse, name: mine.name })}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        {somebodyElse && <Button onClick={() => window.location.reload()}>{translate('shell.lost.reload')}</Button>}
        <Button
          variant="contained" href={SIGN_IN} target="_blank" autoFocus
          onClick={(event) => {
            // A window that we opened may close itself; where that is refused the link does the same in a tab.
            if (window.open(SIGN_IN, 'polder-sign-in', 'popup,width=560,height=760')) event.preventDefault();
          }}
        >
          {translate('ra.auth.sign_in')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
