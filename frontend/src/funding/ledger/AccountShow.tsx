import { Box, Button, Link, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { Amount, Figures, PostedOn, Wide } from '../parts';
import type { Account, PostingLine } from '../types';
import { Sides } from './sides';

const AT_ONCE = 50;

const AccountShow = () => {
  const translate = useTranslate();
  const { say } = useFormats();
  return (
    <RecordFrame
      title={(record) => say(record.name)}
      above={(record) => <><Link component={RouterLink} to="/ledger_accounts">{translate('money.menu.ledger')}</Link> / {record.code}</>}
      below={(record) => (
        <Typography color="text.secondary" component="div" sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <span>{translate(`money.assets.${record.asset.replace('.', '_')}`)}</span>
          {record.lot_id && <Link component={RouterLink} to={`/lots/${record.lot_id}/show`}>{translate('money.to_lot')}</Link>}
          {record.purpose_id && <Link component={RouterLink} to={`/purposes/${record.purpose_id}/show`}>{translate('money.to_purpose')}</Link>}
          {record.funder_id && <Link component={RouterLink} to={`/organisations/${record.funder_id}/show`}>{translate('money.to_funder')}</Link>}
        </Typography>
      )}
    >
      <Body />
    </RecordFrame>
  );
};

const lastDay = (month: string) => {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year!, number!, 0)).getUTCDate()).padStart(2, '0')}`;
};

const Body = () => {
  const translate = useTranslate();
  const { locale } = useFormats();
  const record = useRecordContext<Account>();
  const [month, setMonth] = useState<string | null>(null);
  if (!record) return null;
  const named = (of: string) => new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${of}-01T00:00:00Z`));
  const balance = record.balance_cents;
  return (
    <>
      <Figures
        figures={[
          { label: translate('money.balance'), cents: Math.abs(balance), below: balance ? translate(balance > 0 ? 'money.debit' : 'money.credit') : undefined },
          { label: translate('money.debited'), cents: record.months.reduce((sum, { debit_cents }) => sum + debit_cents, 0) },
          { label: translate('money.credited'), cents: record.months.reduce((sum, { credit_cents }) => sum + credit_cents, 0) },
        ]}
      />
      <Panel title={translate('money.by_month')} id="months">
        <Wide label={translate('money.by_month')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{translate('money.month')}</TableCell>
                <TableCell align="right">{translate('money.lines')}</TableCell>
                <TableCell align="right">{translate('money.debit')}</TableCell>
                <TableCell align="right">{translate('money.credit')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {[...record.months].reverse().map((one) => (
                <TableRow key={one.month} selected={one.month === month}>
                  <TableCell>
                    <Button size="small" aria-pressed={one.month === month} onClick={() => setMonth(one.month === month ? null : one.month)} sx={{ p: 0, minWidth: 0 }}>{named(one.month)}</Button>
                  </TableCell>
                  <TableCell align="right">{one.lines}</TableCell>
                  <TableCell align="right"><Amount cents={one.debit_cents} nothing="" /></TableCell>
                  <TableCell align="right"><Amount cents={one.credit_cents} nothing="" /></TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      </Panel>
      <Panel title={month ? translate('money.postings_in', { month: named(month) }) : translate('money.postings')} id="postings"><Postings account={record} month={month} /></Panel>
    </>
  );
};

const Postings = ({ account, month }: { account: Account; month: string | null }) => {
  const translate = useTranslate();
  const [shown, setShown] = useState(AT_ONCE);
  const { data, total } = useGetList<PostingLine>('ledger_postings', {
    filter: { account_id: account.id, ...(month ? { posted_on_from: `${month}-01`, posted_on_until: lastDay(month) } : {}) },
    pagination: { page: 1, perPage: Math.min(shown, 200) }, sort: { field: 'id', order: 'DESC' },
  });
  if (!data) return <Skeleton height={120} />;
  return (
    <>
      <Wide label={translate('money.postings')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('money.posted_on')}</TableCell>
              <TableCell>{translate('money.entry')}</TableCell>
              <TableCell>{translate('money.what')}</TableCell>
              <TableCell>{translate('money.lot')}</TableCell>
              <TableCell align="right">{translate('money.debit')}</TableCell>
              <TableCell align="right">{translate('money.credit')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((line) => (
              <TableRow key={line.id} hover>
                <TableCell><PostedOn of={line} /></TableCell>
                <TableCell><Link component={RouterLink} to={`/ledger_entries/${line.entry_id}/show`}>{line.entry}</Link></TableCell>
                <TableCell>{translate(`money.event.${line.event}`)}{line.description && ` · ${line.description}`}</TableCell>
                <TableCell><Link component={RouterLink} to={`/lots/${line.lot_id}/show`}>{line.lot}</Link></TableCell>
                <Sides cents={line.amount_cents} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Wide>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mt: 1 }}>
        <Typography variant="body2" color="text.secondary">{translate('money.shown_of', { shown: data.length, total: total ?? data.length })}</Typography>
        {(total ?? 0) > data.length && shown < 200 && <Button size="small" onClick={() => setShown(shown + AT_ONCE)}>{translate('money.show_more')}</Button>}
      </Box>
    </>
  );
};

export default AccountShow;
