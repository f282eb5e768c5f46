import { Alert, Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { ArrayInput, AutocompleteInput, FormDataConsumer, ReferenceInput, required, SelectInput, SimpleFormIterator, useRefresh, useSimpleFormIterator, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { request } from '../../app/http';
import { DialogForm } from '../../ui/FormFrame';
import { AddLine } from '../../ui/FormParts';
import { useFormats } from '../../ui/format';
import { MoneyInput } from '../../ui/MoneyInput';
import { type BankEntry, DIFFERENCES, KINDS, kindsFor } from './types';

interface Line {
  kind?: (typeof KINDS)[number];
  invoice_id?: string | null;
  lot_id?: string | null;
  amount_cents?: number | string | null;
  difference_kind?: string | null;
  difference_cents?: number | string | null;
}

const YES = [required()];
const cents = (value: unknown) => (typeof value === 'number' ? value : 0);

// Say of every cent what it is for. The sum is live: what is left over is the first thing one sees.
export const LinesForm = ({ entry, onClose }: { entry: BankEntry; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { exact } = useFormats();
  const lines: Line[] = entry.lines.length ? entry.lines.map(({ kind, invoice_id, lot_id, amount_cents, difference_kind, difference_cents }) => ({ kind, invoice_id, lot_id, amount_cents, difference_kind, difference_cents })) : [{ kind: kindsFor(entry.amount_cents)[0], amount_cents: Math.abs(entry.amount_cents) }];
  return (
    <DialogForm
      title={translate(entry.amount_cents < 0 ? 'banking.lines_back' : 'banking.lines_of', { amount: exact(Math.abs(entry.amount_cents)), name: entry.counterparty || entry.description || translate('banking.nameless') })} onClose={onClose} defaults={{ lines }}
      onSubmit={async (values) => {
        const written = ((values.lines ?? []) as Line[]).map((line) => ({
          kind: line.kind,
          invoice_id: line.kind === 'invoice' ? line.invoice_id : null,
          lot_id: line.kind === 'invoice' ? null : line.lot_id,
          amount_cents: line.amount_cents,
          difference_kind: line.kind === 'invoice' && line.difference_cents ? line.difference_kind : null,
          difference_cents: line.kind === 'invoice' && line.difference_kind ? cents(line.difference_cents) : 0,
        }));
        await request('PUT', `/bank-entries/${entry.id}/lines`, { body: { lines: written }, version: entry.version as number });
        onClose();
        refresh();
      }}
    >
      {entry.undone.length > 0 && <Alert severity="warning" variant="outlined">{translate('banking.was_undone')}</Alert>}
      <Rest of={Math.abs(entry.amount_cents)} />
      <ArrayInput source="lines" label={false} defaultValue={[]}>
        <SimpleFormIterator fullWidth disableReordering disableClear addButton={<Add />}>
          <FormDataConsumer>{({ scopedFormData }) => <LineInputs line={(scopedFormData ?? {}) as Line} of={entry.amount_cents} />}</FormDataConsumer>
        </SimpleFormIterator>
      </ArrayInput>
    </DialogForm>
  );
};

const Add = () => {
  const { add } = useSimpleFormIterator();
  return <AddLine label="banking.add_line" onAdd={() => add()} />;
};

const OWED_BACK = { owed_back: 'true' };

const LineInputs = ({ line, of }: { line: Line; of: number }) => {
  const translate = useTranslate();
  const kinds = useMemo(() => kindsFor(of).map((id) => ({ id, name: `banking.kind.${id}` })), [of]);
  const differences = useMemo(() => DIFFERENCES.map((id) => ({ id, name: `banking.difference_kind.${id}` })), []);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 2, width: '100%' }}>
      <Box sx={{ gridColumn: '1 / -1' }}><SelectInput source="kind" label="banking.what_for" choices={kinds} validate={YES} fullWidth /></Box>
      {line.kind === 'invoice' ? (
        <ReferenceInput source="invoice_id" reference="funder_invoices" filter={{ state: ['sent', 'partly_paid'] }} sort={{ field: 'due_on', order: 'ASC' }}>
          <AutocompleteInput label="banking.kind.invoice" optionText={(one: { number_text?: string; funder?: string }) => [one.number_text, one.funder].filter(Boolean).join(' · ')} filterToQuery={(q: string) => ({ q })} validate={YES} />
        </ReferenceInput>
      ) : (
        <ReferenceInput source="lot_id" reference="lots" filter={of < 0 ? OWED_BACK : undefined} sort={{ field: 'due_on', order: 'ASC' }}>
          <AutocompleteInput label="money.lot" optionText={(one: { number?: number; funder?: string; source?: string }) => [translate('money.lot_number', { number: one.number ?? '' }), one.source, one.funder].filter(Boolean).join(' · ')} filterToQuery={() => ({})} validate={YES} />
        </ReferenceInput>
      )}
      <MoneyInput source="amount_cents" label="money.amount" validate={YES} />
      {line.kind === 'invoice' && (
        <>
          <SelectInput source="difference_kind" label="banking.difference" choices={differences} emptyText="banking.no_difference" />
          {line.difference_kind && <MoneyInput source="difference_cents" label="banking.difference_amount" />}
        </>
      )}
    </Box>
  );
};

const Rest = ({ of }: { of: number }) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const lines = (useWatch({ name: 'lines' }) ?? []) as Line[];
  const rest = of - lines.reduce((sum, line) => sum + cents(line?.amount_cents), 0);
  return (
    <Alert severity={rest === 0 ? 'success' : 'warning'} variant="outlined" role="status">
      <Typography variant="body2">{rest === 0 ? translate('banking.adds_up') : translate('banking.rest', { amount: exact(rest) })}</Typography>
    </Alert>
  );
};
