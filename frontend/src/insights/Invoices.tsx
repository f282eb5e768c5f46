import { Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { API, currentLanguage } from '../app/http';
import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import type { FunderPage } from './types';

// Every invoice and credit note, the newest first, as PDF and as e-invoice.
export const Invoices = ({ invoices }: { invoices: FunderPage['invoices'] }) => {
  const translate = useTranslate();
  const { euro, date } = useFormats();
  return (
    <Panel title={translate('insights.invoices')} id="invoices">
      {invoices.length === 0 && <Typography color="text.secondary">{translate('insights.invoices_none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {invoices.map((one) => (
          <Box component="li" key={one.id} sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', alignItems: 'baseline' }}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{one.kind === 'credit_note' ? translate('insights.credit_note', { number: one.number }) : one.number}</Typography>
              <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{euro(one.kind === 'credit_note' ? -one.amount_cents : one.amount_cents)}</Typography>
            </Box>
            <Typography variant="body2" color="text.secondary">
              {[
                date(one.issued_on), translate(`insights.invoice_state.${one.state}`),
                one.open_cents > 0 && one.due_on && translate('insights.invoice_due', { day: date(one.due_on) }),
                one.open_cents > 0 && one.open_cents !== one.amount_cents && translate('insights.invoice_open', { amount: euro(one.open_cents) }),
              ].filter(Boolean).join(' · ')}
            </Typography>
            <Typography variant="body2" component="div" sx={{ display: 'flex', gap: 2 }}>
              <Link href={`${API}/funder-invoices/${one.id}/pdf?language=${currentLanguage()}`} download aria-label={translate('insights.download_pdf', { number: one.number })}>PDF</Link>
              <Link href={`${API}/funder-invoices/${one.id}/ubl`} download aria-label={translate('insights.download_ubl', { number: one.number })}>UBL</Link>
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
};
