import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Link, Stack, Table, TableBody, TableCell, TableHead, TableRow, type Theme, Typography, useMediaQuery } from '@mui/material';
import { Fragment } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Amount, Wide } from '../parts';
import type { BankEntry, SettlementLine } from './types';
import { isProposal, type useEntry } from './useEntry';

export const Target = ({ line }: { line: Pick<SettlementLine, 'kind' | 'invoice_id' | 'invoice' | 'lot_id' | 'lot' | 'funder'> }) => {
  const translate = useTranslate();
  const to = line.invoice_id ? `/funder_invoices/${line.invoice_id}/show` : line.lot_id ? `/lots/${line.lot_id}/show` : '';
  const name = line.invoice ?? (line.lot ? translate('money.lot_number', { number: line.lot }) : '');
  return (
    <>
      {to ? <Link component={RouterLink} to={to}>{translate(`banking.kind.${line.kind}`)} {name}</Link> : `${translate(`banking.kind.${line.kind}`)} ${name}`}
      {line.funder && <Typography variant="body2" color="text.secondary">{line.funder}</Typography>}
    </>
  );
};

// The limit that this entry is above.
const limitOf = ({ amount_cents, check, lines }: BankEntry) => {
  if (!check) return 0;
  if (Math.abs(amount_cents) > check.second_person_cents) return check.second_person_cents;
  const fees = lines.reduce((sum, line) => sum + (line.difference_kind === 'bank_fee' ? line.difference_cents : 0), 0);
  return fees > check.bank_fee_cents ? check.bank_fee_cents : check.write_off_cents;
};

// What an entry pays, line by line, and why it was proposed so.
export const EntryLines = ({ entry, onEdit, work }: { entry: BankEntry; onEdit?: () => void; work?: ReturnType<typeof useEntry> }) => {
  const translate = useTranslate();
  const { exact, say } = useFormats();
  const left = Math.abs(entry.amount_cents) - entry.lines.reduce((sum, { amount_cents }) => sum + amount_cents, 0);
  const proposed = isProposal(entry);
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const why = (line: SettlementLine) => (
    <>
      {line.reasons.map((reason) => <Typography key={reason.en} variant="body2">{say(reason)}</Typography>)}
      {!line.by_system && <Typography variant="body2" color="text.secondary">{translate('banking.written_by', { name: line.by ?? '' })}</Typography>}
    </>
  );
  return (
    <>
      {entry.undone.length > 0 && entry.open && <Alert severity="warning" variant="outlined" sx={{ mb: 1.5 }}>{translate('banking.was_undone')}</Alert>}
      {entry.lines.length === 0 && entry.open && <Alert severity="info" variant="outlined" sx={{ mb: 1.5 }}>{translate(entry.amount_cents < 0 ? 'banking.nothing_goes_back' : 'banking.nothing_proposed')}</Alert>}
      {entry.lines.length > 0 && (
        <Wide label={translate('banking.settles')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{translate('banking.what_for')}</TableCell>
                <TableCell align="right">{translate('money.amount')}</TableCell>
                <TableCell>{translate('banking.difference')}</TableCell>
                {!small && <TableCell>{translate('banking.why')}</TableCell>}
              </TableRow>
            </TableHead>
            <TableBody>
              {entry.lines.map((line) => (
                <Fragment key={line.id}>
                  <TableRow sx={{ '& td': { verticalAlign: 'top', ...(small && { borderBottom: 0 }) } }}>
                    <TableCell><Target line={line} /></TableCell>
                    <TableCell align="right"><Amount cents={line.amount_cents} /></TableCell>
                    <TableCell>{line.difference_kind ? <>{translate(`banking.difference_kind.${line.difference_kind}`)} <Amount cents={line.difference_cents} /></> : '–'}</TableCell>
                    {!small && <TableCell sx={{ minWidth: '14rem' }}>{why(line)}</TableCell>}
                  </TableRow>
                  {small && <TableRow><TableCell colSpan={3}>{why(line)}</TableCell></TableRow>}
                </Fragment>
              ))}
              {left !== 0 && (
                <TableRow>
                  <TableCell sx={{ color: 'error.main' }}>{translate('banking.left')}</TableCell>
                  <TableCell align="right" sx={{ color: 'error.main' }}>{exact(left)}</TableCell>
                  <TableCell colSpan={small ? 1 : 2} />
                </TableRow>
              )}
            </TableBody>
          </Table>
        </Wide>
      )}
      {entry.check?.needs_second && entry.open && (
        <Alert severity={entry.check.by_another ? 'info' : 'warning'} variant="outlined" sx={{ mt: 1.5 }}>
          {translate(entry.check.by_another ? 'banking.second_is_you' : proposed ? 'banking.second_proposed' : 'banking.second_needed', { limit: exact(limitOf(entry)) })}
        </Alert>
      )}
      {entry.undone.length > 0 && (
        <Box component="details" sx={{ mt: 1.5 }}>
          <Typography component="summary" variant="body2" color="text.secondary" sx={{ cursor: 'pointer' }}>{translate('banking.undone', { smart_count: entry.undone.length })}</Typography>
          {entry.undone.map((line) => <Typography key={line.id} variant="body2" component="div" sx={{ pl: 2, py: 0.5 }}><Target line={line} /> {exact(line.amount_cents)}</Typography>)}
        </Box>
      )}
      {(onEdit ?? work) && (
        <Stack direction="row" gap={1} flexWrap="wrap" sx={{ mt: 1.5 }}>
          {work && proposed && entry.check?.needs_second && <Button variant="outlined" size="small" onClick={work.confirm}>{translate('banking.confirm')}</Button>}
          {onEdit && <Button variant="outlined" size="small" onClick={onEdit}>{translate('banking.edit_lines')}</Button>}
          {work && <Button size="small" onClick={work.look}>{translate('banking.look_again')}</Button>}
        </Stack>
      )}
      {work?.asking && (
        <Dialog open onClose={work.keep} aria-labelledby="discard-title">
          <DialogTitle id="discard-title">{translate('banking.discard')}</DialogTitle>
          <DialogContent>{translate('banking.discard_ask')}</DialogContent>
          <DialogActions>
            <Button onClick={work.keep}>{translate('ra.action.cancel')}</Button>
            <Button variant="contained" onClick={work.discard}>{translate('banking.look_again')}</Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
};
