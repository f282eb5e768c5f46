import { Alert, AlertTitle, Button } from '@mui/material';
import { useTranslate } from 'react-admin';

import { isUnreachable } from '../app/http';

// What went wrong, in a sentence, with the way on. Nothing typed elsewhere is touched.
export const ErrorPanel = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const translate = useTranslate();
  // a page of the workbench that could not be fetched: the browser remembers the failure, only loading anew helps
  const page = error instanceof TypeError && /module|import/i.test(error.message);
  const { status, message } = (page ? { status: 0, message: 'ui.no_network' } : (error ?? {})) as { status?: number; message?: string };
  const retry = page ? () => window.location.reload() : onRetry;
  const title = status === 404 ? 'ra.page.not_found' : status === 403 ? 'ra.page.access_denied' : page || isUnreachable(error) ? 'ui.unreachable' : 'ra.page.error';
  const text = message && status !== undefined ? translate(message, { _: message }) : translate('ra.message.error');
  return (
    <Alert
      severity={status === 404 ? 'info' : 'warning'} variant="outlined" sx={{ my: 2, maxWidth: '46em' }}
      action={retry && status !== 404 && <Button color="inherit" size="small" onClick={retry}>{translate('ui.try_again')}</Button>}
    >
      <AlertTitle>{translate(title)}</AlertTitle>
      {text}
    </Alert>
  );
};
