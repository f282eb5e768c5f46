import { Box, Typography } from '@mui/material';
import { BooleanInput, maxLength, TextInput, useRedirect, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { DialogForm } from '../../ui/FormFrame';
import { MoneyInput } from '../../ui/MoneyInput';
import type { Invoice } from './types';

// Takes an invoice back, whole or in part. A draft is written; it is booked when it is sent.
export const CreditNoteDialog = ({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) => {
  const translate = useTranslate();
  const redirect = useRedirect();
  const whole = invoice.state === 'validated'; // it never went out: as a whole only
  const open = invoice.lines.filter(({ open_cents }) => open_cents > 0);
  return (
    <DialogForm
      title={translate('invoices.credit_of', { number: invoice.number_text })} submit="invoices.write_credit" onClose={onClose}
      defaults={{ whole: true, note: null, cents: Object.fromEntries(open.map((line) => [line.lot_id, line.open_cents])) }}
      onSubmit={async (values) => {
        const cents = (values.cents ?? {}) as Record<string, number | null>;
        const lines = Object.entries(cents).filter(([, amount]) => amount).map(([lot_id, amount_cents]) => ({ lot_id, amount_cents }));
        const { json } = await request<{ id: string }>('POST', `/funder-invoices/${invoice.id}/credit-notes`, {
          body: { lines: whole || values.whole ? null : lines, note: values.note || null },
        });
        onClose();
        redirect('show', 'funder_invoices', json.id);
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate(whole ? 'invoices.credit_whole_help' : 'invoices.credit_help')}</Typography>
      {!whole && <BooleanInput source="whole" label="invoices.credit_all" helperText={false} />}
      {!whole && <Parts invoice={invoice} />}
      <TextInput source="note" label="invoices.note" multiline minRows={2} validate={maxLength(1000)} helperText="invoices.note_help" />
    </DialogForm>
  );
};

const Parts = ({ invoice }: { invoice: Invoice }) => {
  const { of, exact } = useFormats();
  const translate = useTranslate();
  const whole = useWatch({ name: 'whole' }) as boolean;
  if (whole) return null;
  return (
    <Box>
      {invoice.lines.filter(({ open_cents }) => open_cents > 0).map((line) => (
        <Box key={line.id} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 13rem' }, columnGap: 2, alignItems: 'start', borderTop: 1, borderColor: 'divider', pt: 1 }}>
          <Box>
            <Typography variant="body2">{of(line, 'description')}</Typography>
            <Typography variant="body2" color="text.secondary">{translate('invoices.open_now', { amount: exact(line.open_cents) })}</Typography>
          </Box>
          <MoneyInput source={`cents.${line.lot_id}`} label="invoices.amount" name={translate('invoices.amount_of', { what: of(line, 'description') })} />
        </Box>
      ))}
    </Box>
  );
};
