import { Box, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import { signedCents } from '../invoices/types';
import { useInvoiceName } from '../invoices/useInvoiceName';
import { Amount, Wide } from '../parts';
import type { Agreement } from '../types';

const ALL = { page: 1, perPage: 100 };

// What was asked of the funder under this agreement, newest first.
export const Asked = ({ agreement }: { agreement: Agreement }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const name = useInvoiceName();
  const { data } = useGetList('funder_invoices', { filter: { agreement_id: agreement.id }, sort: { field: 'due_on', order: 'DESC' }, pagination: ALL });
  if (data?.length === 0) return <Typography variant="body2" color="text.secondary">{translate('money.nothing_asked')}</Typography>;
  return (
    <Wide label={translate('money.asked')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('money.invoice')}</TableCell>
            <TableCell>{translate('money.due_on')}</TableCell>
            <TableCell align="right">{translate('money.amount')}</TableCell>
            <TableCell align="right">{translate('money.open')}</TableCell>
            <TableCell>{translate('money.state')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data?.map((invoice) => (
            <TableRow key={invoice.id} hover>
              <TableCell><Link component={RouterLink} to={`/funder_invoices/${invoice.id}/show`}>{name(invoice)}</Link></TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(invoice.due_on) || '–'}</TableCell>
              <TableCell align="right"><Amount cents={signedCents(invoice)} /></TableCell>
              <TableCell align="right"><Amount cents={invoice.open_cents} /></TableCell>
              <TableCell><StateLabel state={invoice.state} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

// What arrived and went back, each with the line of the bank that it was; what was read in from elsewhere with its entry.
export const Arrived = ({ agreement }: { agreement: Agreement }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const lots = agreement.lots.filter(({ in_kind }) => !in_kind);
  const { data } = useGetList('ledger_postings', {
    filter: { lot_id: lots.map(({ id }) => id), kind: ['bank'], event: ['receipt', 'repayment', 'refund'] }, sort: { field: 'posted_on', order: 'DESC' }, pagination: ALL,
  }, { enabled: lots.length > 0 });
  if (lots.length === 0 || data?.length === 0) return <Typography variant="body2" color="text.secondary">{translate('money.nothing_arrived')}</Typography>;
  return (
    <Wide label={translate('money.arrived')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('money.day')}</TableCell>
            <TableCell>{translate('money.tranche')}</TableCell>
            <TableCell align="right">{translate('money.on_bank')}</TableCell>
            <TableCell>{translate('money.behind_it')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data?.map((line) => (
            <TableRow key={line.id} hover>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(line.happened_on)}</TableCell>
              <TableCell>{lots.find(({ id }) => id === line.lot_id)?.tranche}</TableCell>
              <TableCell align="right"><Amount cents={line.amount_cents} /></TableCell>
              <TableCell>
                {line.undone && <Box component="span" sx={{ mr: 1 }}><StateLabel state={line.undone} /></Box>}
                {line.source_kind === 'bank_entry' && line.source_id ? (
                  <Link component={RouterLink} to={`/bank_entries/${line.source_id}/show`}>{translate('money.bank_line')}</Link>
                ) : (
                  <Link component={RouterLink} to={`/ledger_entries/${line.entry_id}/show`}>{translate('money.ledger_entry', { number: line.entry })}</Link>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};
