import { Link } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { ImportResult } from './ImportResult';
import type { BankImport } from './types';

const ImportShow = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  return (
    <RecordFrame
      title={(record) => record.file_name} above={() => <Link component={RouterLink} to="/bank_imports">{translate('banking.tab.bank_imports')}</Link>}
      below={(record) => `${short(record.created_at)} · ${record.by ?? translate('ui.somebody')}`}
    >
      <Body />
    </RecordFrame>
  );
};

const Body = () => {
  const translate = useTranslate();
  const result = useRecordContext<BankImport>();
  return result ? <Panel title={translate('banking.import.what_came')} id="result"><ImportResult result={result} /></Panel> : null;
};

export default ImportShow;
