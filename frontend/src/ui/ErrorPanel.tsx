import { Alert, AlertTitle, Button } from '@mui/material';
import { useTranslate } from 'react-admin';

import { isUnreachable } from '../app/http';

// What went wrong, in a sentence, with the way on. Nothing typed elsewhere is touched.
export const ErrorPanel = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const translate = useTranslate();
  const { status, message } = (error ?? {}) as { status?: number; message?: string };
  const title = status === 404 ? 'ra.page.not_found' : status === 403 ? 'ra.page.access_denied' : isUnreachable(error) ? 'ui.unreachable' : 'ra.page.error';
  const text = message && status !== undefined ? translate(message, { _: message }) : translate('ra.message.error');
  return (
    <Alert
      severity={status === 404 ? 'info' : 'warning'} variant="outlined" sx={{ my: 2, maxWidth: '46em' }}
      action={onRetry && status !== 404 && <Button color="inherit" size="small" onClick={onRetry}>{translate('ui.try_again')}</Button>}
    >
      <AlertTitle>{translate(title)}</AlertTitle>
      {text}
    </Alert>
  );
};
