import { Link, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { MovesBar } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { EntryFacts, useMoney } from './EntryFacts';
import { EntryLines } from './EntryLines';
import { LinesForm } from './LinesForm';
import type { BankEntry } from './types';
import { useEntry } from './useEntry';

const EntryShow = () => {
  const translate = useTranslate();
  const { money } = useMoney();
  return (
    <RecordFrame
      title={(record) => `${money(record.amount_cents, record.currency)} · ${record.counterparty || record.description || translate('banking.nameless')}`}
      above={() => <Link component={RouterLink} to="/bank_entries">{translate('banking.tab.bank_entries')}</Link>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="bank_entries" />}
    >
      <Body />
    </RecordFrame>
  );
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const entry = useRecordContext<BankEntry>();
  const work = useEntry(entry);
  const [editing, setEditing] = useState(false);
  if (!entry) return null;
  const open = entry.open && may('bank.settle');
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, md: 7 }}>
        <Panel title={translate(entry.open ? 'banking.would_settle' : 'banking.settles')} id="lines">
          {!entry.open && entry.lines.length === 0 && <Typography variant="body2" color="text.secondary">{translate('banking.settles_nothing')}</Typography>}
          <EntryLines entry={entry} onEdit={open ? () => setEditing(true) : undefined} work={open ? work : undefined} />
        </Panel>
        <Panel title={translate('banking.from_bank')} id="facts"><EntryFacts entry={entry} /></Panel>
      </Grid>
      <Grid size={{ xs: 12, md: 5 }}><Timeline resource="bank_entries" /></Grid>
      {editing && <LinesForm entry={entry} onClose={() => setEditing(false)} />}
    </Grid>
  );
};

export default EntryShow;
