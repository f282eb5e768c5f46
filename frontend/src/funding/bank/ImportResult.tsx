import { Alert, AlertTitle, Box, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { StateLabel } from '../../ui/StateLabel';
import { Wide } from '../parts';
import { useMoney } from './EntryFacts';
import type { BankImport } from './types';

// What came of a file: as a whole, per statement, and what to look at.
export const ImportResult = ({ result }: { result: BankImport }) => {
  const translate = useTranslate();
  const { date, money, say } = useMoney();
  const amount = (cents: number | null, currency: string | null) => (cents === null ? '–' : money(cents, currency ?? 'EUR'));
  const refused = result.outcome === 'refused';
  return (
    <>
      <Alert severity={refused ? 'error' : 'success'} variant="outlined" sx={{ mb: 2 }}>
        <AlertTitle>{refused ? translate('banking.import.refused') : translate('banking.import.done', { smart_count: result.entries_new })}</AlertTitle>
        {refused ? say(result.why) : translate('banking.import.known', { smart_count: result.entries_known })}
      </Alert>
      {result.warnings.map((warning) => <Alert key={warning.en} severity="warning" variant="outlined" sx={{ mb: 1 }}>{say(warning)}</Alert>)}
      {result.gaps.map((gap) => (
        <Alert key={gap.statement_id} severity="warning" variant="outlined" sx={{ mb: 1 }}>
          {translate('banking.import.gap', { before: date(gap.before_day), day: date(gap.day), amount: money(gap.missing_cents, gap.currency) })}
        </Alert>
      ))}
      {result.statements.length > 0 && (
        <Wide label={translate('banking.tab.bank_statements')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{translate('banking.statement')}</TableCell>
                <TableCell align="right">{translate('banking.opening')}</TableCell>
                <TableCell align="right">{translate('banking.entries')}</TableCell>
                <TableCell align="right">{translate('banking.closing')}</TableCell>
                <TableCell align="right">{translate('banking.new')}</TableCell>
                <TableCell align="right">{translate('banking.known')}</TableCell>
                <TableCell>{translate('banking.outcome')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {result.statements.map((one, at) => (
                <TableRow key={at} sx={{ '& td': { verticalAlign: 'top' } }}>
                  <TableCell>
                    {one.statement_id ? <Link component={RouterLink} to={`/bank_statements/${one.statement_id}/show`}>{one.statement}</Link> : one.statement}
                    <Typography variant="body2" color="text.secondary">{one.account}{one.last_day && ` · ${date(one.last_day)}`}</Typography>
                    {one.why && <Typography variant="body2" color="error">{say(one.why)}</Typography>}
                    {one.warnings.map((warning) => <Typography key={warning.en} variant="body2" color="text.secondary">{say(warning)}</Typography>)}
                  </TableCell>
                  <TableCell align="right">{amount(one.opening_cents, one.currency)}</TableCell>
                  <TableCell align="right">{amount(one.booked_cents, one.currency)}</TableCell>
                  <TableCell align="right">
                    {amount(one.closing_cents, one.currency)}
                    {one.difference_cents ? <Typography variant="body2" color="error">{translate('banking.import.out_by', { amount: amount(one.difference_cents, one.currency) })}</Typography> : null}
                  </TableCell>
                  <TableCell align="right">{one.new}</TableCell>
                  <TableCell align="right">{one.known}</TableCell>
                  <TableCell><StateLabel state={one.outcome} label={translate(`banking.import.outcome.${one.outcome}`)} /></TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
      {!refused && result.entries_new > 0 && <Box sx={{ mt: 2 }}><Link component={RouterLink} to="/settling">{translate('banking.import.then')}</Link></Box>}
    </>
  );
};
