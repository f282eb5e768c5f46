import { Alert, Box, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { type RaRecord, useGetList, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Wide } from '../parts';
import { useMoney } from './EntryFacts';
import type { Gap } from './types';

const StatementShow = () => {
  const translate = useTranslate();
  const { date } = useMoney();
  return (
    <RecordFrame
      title={(record) => translate('banking.statement_of', { key: record.key })} above={() => <Link component={RouterLink} to="/bank_statements">{translate('banking.tab.bank_statements')}</Link>}
      below={(record) => <>{record.account} · {date(record.opens_on)} – {date(record.closes_on)} · <Link component={RouterLink} to={`/bank_imports/${record.import_id}/show`}>{record.file_name}</Link></>}
    >
      <Body />
    </RecordFrame>
  );
};

// The equation that the gate asked: opening + entries = closing; then each entry.
const Body = () => {
  const translate = useTranslate();
  const { date, money } = useMoney();
  const statement = useRecordContext<RaRecord>();
  const { data } = useGetList('bank_entries', { filter: { statement_id: statement?.id }, sort: { field: 'booked_on', order: 'ASC' }, pagination: { page: 1, perPage: 200 } }, { enabled: Boolean(statement) });
  if (!statement) return null;
  const amount = (cents: number | null) => (cents === null ? '–' : money(cents, statement.currency as string));
  const gaps = (statement.gaps ?? []) as Gap[];
  return (
    <>
      {gaps.map((gap) => <Alert key={gap.statement_id} severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('banking.import.gap', { before: date(gap.before_day), day: date(gap.day), amount: money(gap.missing_cents, gap.currency) })}</Alert>)}
      {statement.notification ? <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('banking.notification_help')}</Alert> : (
        <Typography sx={{ mb: 2 }}>{translate('banking.equation', { opening: amount(statement.opening_cents), entries: amount(statement.booked_cents), closing: amount(statement.closing_cents) })}</Typography>
      )}
      <Panel title={translate('banking.tab.bank_entries')} id="entries">
        <Wide label={translate('banking.tab.bank_entries')}>
          <Table size="small">
            <TableHead><TableRow><TableCell>{translate('banking.booked_on')}</TableCell><TableCell>{translate('banking.counterparty')}</TableCell><TableCell align="right">{translate('money.amount')}</TableCell><TableCell>{translate('resources.bank_entries.fields.state')}</TableCell></TableRow></TableHead>
            <TableBody>
              {data?.map((entry) => (
                <TableRow key={entry.id}>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(entry.booked_on)}</TableCell>
                  <TableCell><Link component={RouterLink} to={`/bank_entries/${entry.id}/show`}>{entry.counterparty || entry.description || translate('banking.nameless')}</Link><Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.85em' }}>{entry.counterparty && entry.description}</Box></TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>{money(entry.amount_cents, entry.currency)}</TableCell>
                  <TableCell><StateLabel state={entry.state} /></TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      </Panel>
    </>
  );
};

export default StatementShow;
