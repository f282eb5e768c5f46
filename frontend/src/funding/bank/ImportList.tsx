import { Alert, Box, Typography } from '@mui/material';
import { useMemo, useState } from 'react';
import { DataTable, SelectInput, useRefresh, useTranslate } from 'react-admin';

import { upload } from '../../app/upload';
import { useMay } from '../../app/session';
import { DropZone, Sending } from '../../ui/DropZone';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty, Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { BankTabs } from './BankTabs';
import { ImportResult } from './ImportResult';
import type { BankImport } from './types';

type Stage = { at: 'choosing' } | { at: 'sending'; name: string; percent: number } | { at: 'done'; result: BankImport } | { at: 'failed'; sentence: string };

// Drag a statement here: what was new, known or refused, and why, per statement.
const Import = () => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const [stage, setStage] = useState<Stage>({ at: 'choosing' });
  const send = async (file: File) => {
    setStage({ at: 'sending', name: file.name, percent: 0 });
    const answer = await upload<BankImport>('/bank-imports', file, (percent) => setStage({ at: 'sending', name: file.name, percent }));
    if ('done' in answer) setStage({ at: 'done', result: answer.done });
    else if ('refused' in answer) setStage({ at: 'failed', sentence: [answer.refused.detail, ...(answer.refused.errors ?? []).map((error) => `${error.problem} ${error.remedy}`)].join(' ') });
    else setStage({ at: 'failed', sentence: translate('banking.import.unreachable') });
    refresh();
  };
  return (
    <Box sx={{ mb: 3 }}>
      <Box aria-live="polite">
        {stage.at === 'sending' && <Sending name={stage.name} percent={stage.percent} />}
        {stage.at === 'failed' && <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>{stage.sentence}</Alert>}
        {stage.at === 'done' && <Panel title={stage.result.file_name} id="result"><ImportResult result={stage.result} /></Panel>}
      </Box>
      {stage.at !== 'sending' && <DropZone drop={translate('banking.import.drop')} choose={translate('banking.import.choose')} accept=".xml,application/xml,text/xml" quiet={stage.at === 'done'} onFile={(file) => void send(file)} />}
    </Box>
  );
};

const ImportList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { short } = useFormats();
  const filters = useMemo(() => [<SelectInput key="outcome" source="outcome" alwaysOn choices={['imported', 'refused'].map((id) => ({ id, name: `banking.import.outcome.${id}` }))} />], []);
  return (
    <ListFrame
      title={translate('banking.tab.bank_imports')} above={<BankTabs />} lead={may('bank.import') ? <Import /> : undefined} sort={{ field: 'created_at', order: 'DESC' }} filters={filters}
      empty={<Empty text={translate('banking.no_imports')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{record.file_name}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
            <StateLabel state={record.outcome} label={translate(`banking.import.outcome.${record.outcome}`)} />
            <Typography variant="body2" color="text.secondary">
              {[short(record.created_at), record.outcome === 'imported' && translate('banking.import.counts', { new: record.entries_new, known: record.entries_known })].filter(Boolean).join(' · ')}
            </Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="created_at" render={(record) => short(record.created_at)} />
      <DataTable.Col source="file_name" render={(record) => <Box component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{record.file_name}</Box>} />
      <DataTable.Col source="outcome" render={(record) => <StateLabel state={record.outcome} label={translate(`banking.import.outcome.${record.outcome}`)} />} />
      <DataTable.Col source="entries_new" align="right" />
      <DataTable.Col source="entries_known" align="right" disableSort />
      <DataTable.Col source="by" disableSort />
    </ListFrame>
  );
};

export default ImportList;
