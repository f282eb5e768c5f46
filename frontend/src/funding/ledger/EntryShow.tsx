import { Alert, Box, Button, Link, Table, TableBody, TableCell, TableFooter, TableHead, TableRow, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { useState } from 'react';
import { DateInput, maxLength, required, TextInput, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';

import { request } from '../../app/http';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Amount, PostedOn, Wide } from '../parts';
import { ASSETS, type Entry } from '../types';
import { Sides } from './sides';
import { pageOfSource } from './sources';

const EntryShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => translate('money.entry_of', { number: record.number, event: translate(`money.event.${record.event}`) })}
      above={(record) => <><Link component={RouterLink} to="/ledger_entries">{translate('money.journal')}</Link> / {record.number}</>}
      label={(record) => (record.reverses_id ? <StateLabel state="reversal" /> : record.reversed_by ? <StateLabel state="reversed" /> : null)}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const REASON = [required(), maxLength(2000)];

// What was posted is never changed: its exact opposite is posted beside it, once, with the reason.
const Reverse = ({ entry, onClose }: { entry: Entry; onClose: () => void }) => {
  const translate = useTranslate();
  const navigate = useNavigate();
  return (
    <DialogForm
      title={translate('money.reverse_of', { number: entry.number })} submit="money.reverse" onClose={onClose} defaults={{ reason: '', posted_on: null }}
      onSubmit={async (values) => {
        const { json } = await request<Entry>('POST', `/ledger/entries/${entry.id}/reverse`, { body: { reason: values.reason, posted_on: values.posted_on || null } });
        onClose();
        void navigate(`/ledger_entries/${json.id}/show`);
      }}
    >
      <Typography variant="body2">{translate('money.reverse_help')}</Typography>
      <TextInput source="reason" label="ui.reason" helperText="ui.reason_help" multiline minRows={2} validate={REASON} />
      <DateInput source="posted_on" label="money.posted_on" helperText="money.reverse_day_help" />
    </DialogForm>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const record = useRecordContext<Entry>();
  const [open, setOpen] = useState(false);
  if (!record?.reversible) return null;
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setOpen(true)}>{translate('money.reverse')}</Button>
      {open && <Reverse entry={record} onClose={() => setOpen(false)} />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const record = useRecordContext<Entry>();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        {record.reverses_id && (
          <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>
            {translate('money.reverses')} <Link component={RouterLink} to={`/ledger_entries/${record.reverses_id}/show`}>{translate('money.entry_number', { number: record.reverses_number })}</Link>
            {record.reason && `: “${record.reason}”`}
          </Alert>
        )}
        {record.reversed_by && (
          <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>
            {translate('money.was_reversed')} <Link component={RouterLink} to={`/ledger_entries/${record.reversed_by}/show`}>{translate('money.to_reversal')}</Link>
          </Alert>
        )}
        {ASSETS.filter((asset) => record.lines.some((line) => line.asset === asset)).map((asset) => (
          <Panel key={asset} title={translate(`money.assets.${asset.replace('.', '_')}`)} id={`asset-${asset.replace('.', '-')}`}><Lines lines={record.lines.filter((line) => line.asset === asset)} /></Panel>
        ))}
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}><Panel title={translate('money.facts')} id="facts"><Facts entry={record} /></Panel></Grid>
    </Grid>
  );
};

const Lines = ({ lines }: { lines: Entry['lines'] }) => {
  const translate = useTranslate();
  const { say, locale } = useFormats();
  const debit = lines.reduce((sum, { amount_cents }) => sum + Math.max(0, amount_cents), 0);
  const foreign = (currency: string, minor: number) =>
    new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { style: 'currency', currency }).format(minor / 100);
  return (
    <Wide label={translate('money.lines')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('money.account')}</TableCell>
            <TableCell>{translate('money.lot')}</TableCell>
            <TableCell align="right">{translate('money.debit')}</TableCell>
            <TableCell align="right">{translate('money.credit')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.id} hover>
              <TableCell>
                <Link component={RouterLink} to={`/ledger_accounts/${line.account_id}/show`} title={line.account}>{say(line.name)}</Link>
                {line.original_currency && (
                  <Typography variant="body2" color="text.secondary">{translate('money.foreign', { amount: foreign(line.original_currency, line.original_minor ?? 0), rate: line.original_rate })}</Typography>
                )}
              </TableCell>
              <TableCell><Link component={RouterLink} to={`/lots/${line.lot_id}/show`}>{line.lot}</Link></TableCell>
              <Sides cents={line.amount_cents} />
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow sx={{ '& td': { color: 'text.primary', borderBottom: 0 } }}>
            <TableCell colSpan={2}>{translate('money.together')}</TableCell>
            <TableCell align="right"><Amount cents={debit} strong /></TableCell>
            <TableCell align="right"><Amount cents={debit} strong /></TableCell>
          </TableRow>
        </TableFooter>
      </Table>
    </Wide>
  );
};

const Facts = ({ entry }: { entry: Entry }) => {
  const translate = useTranslate();
  const { short, say } = useFormats();
  const source = pageOfSource(entry.source_kind, entry.source_id);
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={translate('money.posted_on')}><PostedOn of={entry} /></Fact>
      <Fact label={translate('money.what')}>{entry.description}</Fact>
      <Fact label={translate('money.source')}>
        {source ? <Link component={RouterLink} to={source}>{translate(`operations.table.${entry.source_kind}`, { _: entry.source_kind ?? '' })}</Link> : (entry.source_kind && translate(`operations.table.${entry.source_kind}`, { _: entry.source_kind }))}
      </Fact>
      {entry.way_back && <Fact label={translate('money.way_back')}>{say(entry.way_back)}</Fact>}
      <Fact label={translate('money.booked_at')}>{short(entry.booked_at)}</Fact>
      <Fact label={translate('money.booked_by')}>{entry.booked_by ?? translate('ui.somebody')}</Fact>
      <Fact label={translate('money.key')}><Box component="code" title={entry.key} sx={{ fontSize: '0.85em' }}>{entry.key.length > 24 ? `${entry.key.slice(0, 23)}…` : entry.key}</Box></Fact>
    </Box>
  );
};

export default EntryShow;
