import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, LinearProgress } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';

import { request } from '../app/http';
import { FileButton } from '../ui/FileButton';
import { problemText } from '../ui/MovesBar';

const ImportTable = lazy(() => import('./exchange/ImportTable'));

// Applications that came another way, as JSON Resume files or as a table: all or none.
export const ImportApplications = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const record = useRecordContext();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ file: string; why: string } | null>(null);
  const [table, setTable] = useState<File | null>(null);
  const send = async (file: File) => {
    setTable(/\.(csv|tsv|txt|xlsx)$/i.test(file.name) ? file : null);
    setRefused(null);
    if (/\.(csv|tsv|txt|xlsx)$/i.test(file.name)) return;
    setBusy(true);
    setRefused(null);
    const form = new FormData();
    form.append('file', file);
    try {
      const { json } = await request<{ imported: number }>('POST', `/applications/import?vacancy_id=${record!.id}`, { form });
      notify('hiring.imported', { type: 'success', messageArgs: { smart_count: json.imported } });
      setOpen(false);
      refresh();
    } catch (error) {
      setRefused({ file: file.name, why: problemText(error) });
    }
    setBusy(false);
  };
  return (
    <>
      <Button onClick={() => { setRefused(null); setTable(null); setOpen(true); }}>{translate('hiring.import')}</Button>
      <Dialog open={open} onClose={() => !busy && setOpen(false)} aria-labelledby="import-title" fullWidth maxWidth={table ? 'sm' : 'xs'}>
        <DialogTitle id="import-title">{translate('hiring.import')}</DialogTitle>
        <DialogContent>
          <DialogContentText>{translate('hiring.import_help')}</DialogContentText>
          {refused && <Alert severity="error" variant="outlined" sx={{ mt: 2, overflowWrap: 'anywhere' }}><strong>{refused.file}</strong><br />{translate(refused.why, { _: refused.why })}</Alert>}
          {table && <Suspense fallback={null}><ImportTable vacancyId={String(record!.id)} file={table} onDone={() => { setOpen(false); refresh(); }} /></Suspense>}
          {busy && <LinearProgress sx={{ mt: 2 }} aria-label={translate('ra.page.loading')} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)} disabled={busy}>{translate('ra.action.cancel')}</Button>
          <FileButton accept="application/json,.json,.csv,.tsv,.xlsx,text/csv" disabled={busy} onFile={(file) => void send(file)}>{translate('hiring.choose_file')}</FileButton>
        </DialogActions>
      </Dialog>
    </>
  );
};
