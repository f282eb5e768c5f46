import { Alert, Typography } from '@mui/material';
import { RecordContextProvider, useRefresh, useTranslate } from 'react-admin';

import { useMay } from '../../app/session';
import { Documents } from '../../ui/Documents';
import { Upload } from '../../ui/Upload';
import { Hash } from '../parts';
import type { Version } from '../types';

// The signed file of a version: it comes into force under the hash of this file, and keeps it.
export const Signing = ({ version }: { version: Version }) => {
  const translate = useTranslate();
  const may = useMay();
  const refresh = useRefresh();
  const signed = version.documents.filter(({ kind }) => kind === 'signed');
  const last = signed.at(-1);
  return (
    <>
      {signed.length === 0 && version.state === 'draft' && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('money.signed_file_help')}</Typography>}
      {version.documents.length > 0 && <RecordContextProvider value={version}><Documents /></RecordContextProvider>}
      {version.signed_sha256 && <Typography variant="body2" color="text.secondary">{translate('money.in_force_under')} <Hash of={version.signed_sha256} /></Typography>}
      {!version.signed_sha256 && last?.sha256 && <Typography variant="body2" color="text.secondary">SHA-256 <Hash of={last.sha256} /></Typography>}
      {version.state === 'draft' && may('agreement.write') && <Upload recordKind="agreement_version" recordId={String(version.id)} kind="signed" onKept={refresh} />}
      {version.state === 'draft' && signed.length > 0 && <Alert severity="info" variant="outlined" sx={{ mt: 1.5 }}>{translate('money.another_puts_in_force')}</Alert>}
    </>
  );
};
