import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Grid, Link, Table, TableBody, TableCell, TableFooter, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { EditButton, useGetList, useNotify, useRecordContext, useRedirect, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { API, request } from '../../app/http';
import { useMay } from '../../app/session';
import { today, useFormats } from '../../ui/format';
import { type Move, MovesBar, problemText, ReasonDialog } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Amount, Figures, OrganisationLink, Wide } from '../parts';
import type { Version } from '../../ui/versions/version';
import { CreditNoteDialog } from './CreditNoteDialog';
import { Due } from './Due';
import type { Invoice } from './types';
import { VerdictOfRules } from './VerdictOfRules';

// These follow what was received, and are made by settling it.
const FOLLOWS = ['pay_partly', 'pay', 'overpay', 'return_excess', 'reopen', 'reopen_partly', 'credit'];
// What was written off is taken back; where nothing was, nobody is asked to. A credit note is never written off.
const without = ({ kind, moves }: Invoice) =>
  kind === 'credit_note' ? [...FOLLOWS, 'write_off', 'recover']
    : (moves as Move[]).some((move) => move.name === 'recover' && move.allowed) ? FOLLOWS : [...FOLLOWS, 'recover'];

const name = (record: Invoice, translate: ReturnType<typeof useTranslate>) =>
  record.number_text ? translate(`invoices.numbered.${record.kind}`, { number: record.number_text }) : translate(`invoices.unnumbered.${record.kind}`);

const InvoiceShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => name(record as Invoice, translate)}
      above={(record) => (
        <>
          <Link component={RouterLink} to="/funder_invoices">{translate('invoices.menu')}</Link> /{' '}
          {record.agreement ? <Link component={RouterLink} to={`/agreements/${record.agreement.id}/show`}>{record.agreement.reference}</Link> : record.funder?.name}
        </>
      )}
      label={(record) => <StateLabel state={record.state} />}
      below={(record) => <MovesBar resource="funder_invoices" without={without(record as Invoice)} />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const invoice = useRecordContext<Invoice>();
  const [crediting, setCrediting] = useState(false);
  const [removing, setRemoving] = useState(false);
  if (!invoice) return null;
  const file = (path: string) => `${API}/funder-invoices/${invoice.id}/${path}`;
  const open = invoice.kind === 'invoice' && ['validated', 'sent', 'partly_paid'].includes(invoice.state) && invoice.open_cents > 0;
  return (
    <>
      {invoice.number_text && <Button variant="outlined" component="a" href={file('pdf')} download>PDF</Button>}
      {invoice.number_text && <Button variant="outlined" component="a" href={file('ubl')} download>{translate('invoices.e_invoice')}</Button>}
      {open && may('invoice.write') && <Button variant="outlined" onClick={() => setCrediting(true)}>{translate('invoices.credit')}</Button>}
      {invoice.state === 'draft' && may('invoice.write') && (
        <>
          {invoice.kind === 'invoice' && <EditButton variant="outlined" />}
          <Button variant="outlined" color="error" onClick={() => setRemoving(true)}>{translate('invoices.remove')}</Button>
        </>
      )}
      {crediting && <CreditNoteDialog invoice={invoice} onClose={() => setCrediting(false)} />}
      {removing && <RemoveDialog invoice={invoice} onClose={() => setRemoving(false)} />}
    </>
  );
};

const RemoveDialog = ({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const remove = async () => {
    try {
      await request('DELETE', `/funder-invoices/${invoice.id}`, { version: invoice.version });
      notify('invoices.removed', { type: 'success' });
      redirect('list', 'funder_invoices');
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
      onClose();
    }
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="remove-title">
      <DialogTitle id="remove-title">{translate('invoices.remove')}</DialogTitle>
      <DialogContent><Typography>{translate('invoices.remove_help')}</Typography></DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" color="error" onClick={() => void remove()}>{translate('invoices.remove')}</Button>
      </DialogActions>
    </Dialog>
  );
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const invoice = useRecordContext<Invoice>();
  if (!invoice) return null;
  const paid = invoice.settlements.filter(({ kind }) => kind === 'payment').reduce((cents, { amount_cents }) => cents + amount_cents, 0);
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        {invoice.kind === 'invoice' ? (
          <Figures
            figures={[
              { label: translate('invoices.amount'), cents: invoice.amount_cents },
              ...(invoice.state === 'draft' ? [] : [
                { label: translate('invoices.received'), cents: paid },
                { label: translate('invoices.open'), cents: invoice.open_cents, below: invoice.open_cents > 0 && invoice.due_on && <Due invoice={invoice} /> },
              ]),
            ]}
          />
        ) : (
          invoice.credits && (
            <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>
              {translate('invoices.takes_back')} <Link component={RouterLink} to={`/funder_invoices/${invoice.credits.id}/show`}>{invoice.credits.number_text}</Link>
            </Alert>
          )
        )}
        <Panel title={translate('invoices.lines')} id="lines"><Lines invoice={invoice} /></Panel>
        {invoice.settlements.length > 0 && <Panel title={translate('invoices.settled')} id="settled"><Settlements invoice={invoice} /></Panel>}
        {invoice.verdict && may('funding.read') ? (
          <Panel title={translate('invoices.verdict')} id="verdict"><VerdictOfRules verdict={invoice.verdict} /></Panel>
        ) : (
          invoice.state === 'draft' && may('invoice.write') && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('invoices.draft_help')}</Alert>
        )}
        <Consents invoice={invoice} />
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('invoices.facts')} id="facts"><Facts invoice={invoice} /></Panel>
        {invoice.credit_notes.length > 0 && (
          <Panel title={translate('invoices.credit_notes')} id="credit-notes">
            <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
              {invoice.credit_notes.map((note) => (
                <Box component="li" key={note.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', justifyContent: 'space-between', py: 0.5, flexWrap: 'wrap' }}>
                  <Link component={RouterLink} to={`/funder_invoices/${note.id}/show`}>{note.number_text ?? translate('invoices.unnumbered.credit_note')}</Link>
                  <StateLabel state={note.state} />
                  <Amount cents={-note.amount_cents} />
                </Box>
              ))}
            </Box>
          </Panel>
        )}
        <Box sx={{ p: 2 }}><Timeline resource="funder_invoices" /></Box>
      </Grid>
    </Grid>
  );
};

const Lines = ({ invoice }: { invoice: Invoice }) => {
  const translate = useTranslate();
  const may = useMay();
  const { of } = useFormats();
  const owed = invoice.kind === 'invoice' && invoice.state !== 'draft';
  return (
    <Wide label={translate('invoices.lines')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('invoices.tranche')}</TableCell>
            <TableCell>{translate('invoices.description')}</TableCell>
            <TableCell align="right">{translate('invoices.amount')}</TableCell>
            {owed && <TableCell align="right">{translate('invoices.open')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {invoice.lines.map((line) => (
            <TableRow key={line.id}>
              <TableCell>{may('funding.read') ? <Link component={RouterLink} to={`/lots/${line.lot_id}/show`}>{line.tranche}</Link> : line.tranche}</TableCell>
              <TableCell sx={{ minWidth: { sm: '12rem' }, overflowWrap: 'anywhere' }}>
                {of(line, 'description')}
                {line.condition && <Typography variant="body2" color="text.secondary">{line.condition} – {translate('invoices.condition_open')}</Typography>}
              </TableCell>
              <TableCell align="right"><Amount cents={line.amount_cents} /></TableCell>
              {owed && <TableCell align="right"><Amount cents={line.open_cents} /></TableCell>}
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow sx={{ '& td': { color: 'text.primary', fontSize: 'inherit', borderBottom: 0 } }}>
            <TableCell colSpan={2}>{translate('invoices.together')}</TableCell>
            <TableCell align="right"><Amount strong cents={invoice.amount_cents} /></TableCell>
            {owed && <TableCell align="right"><Amount strong cents={invoice.open_cents} /></TableCell>}
          </TableRow>
        </TableFooter>
      </Table>
    </Wide>
  );
};

// What came of it: each payment, rounding or credit, with the entry in the ledger behind it.
const Settlements = ({ invoice }: { invoice: Invoice }) => {
  const translate = useTranslate();
  const may = useMay();
  const { date } = useFormats();
  return (
    <Wide label={translate('invoices.settled')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('invoices.when')}</TableCell>
            <TableCell>{translate('invoices.what')}</TableCell>
            <TableCell>{translate('invoices.tranche')}</TableCell>
            <TableCell align="right">{translate('invoices.amount')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {invoice.settlements.map((line, at) => (
            <TableRow key={`${line.on}${at}`}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {line.entry_id && may('funding.read') ? <Link component={RouterLink} to={`/ledger_entries/${line.entry_id}/show`}>{date(line.on)}</Link> : date(line.on)}
              </TableCell>
              <TableCell>
                {translate(`invoices.settlement.${line.kind}`)}
                {line.undone && <Box component="span" sx={{ ml: 1 }}><StateLabel state={line.undone} /></Box>}
              </TableCell>
              <TableCell>{line.tranche}</TableCell>
              <TableCell align="right"><Amount cents={line.amount_cents} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

// Above the limit, writing off takes two: who agrees says why, and that is kept.
const Consents = ({ invoice }: { invoice: Invoice }) => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const refresh = useRefresh();
  const { short, exact } = useFormats();
  const [asking, setAsking] = useState(false);
  const { data: limits } = useGetList<Version>('invoice_rules', { filter: { key: 'write_off_second_person', state: 'in_force' }, sort: { field: 'valid_from', order: 'ASC' }, pagination: { page: 1, perPage: 100 } });
  const limit = limits?.find(({ valid_from: from, valid_until: until }) => from <= today() && (!until || until >= today()))?.value;
  const open = invoice.kind === 'invoice' && ['sent', 'partly_paid'].includes(invoice.state) && invoice.open_cents > 0;
  const ask = open && limits && invoice.open_cents > (limit ?? -1) && may('invoice.agree');
  if (!ask && invoice.consents.length === 0) return null;
  const agree = async (reason: string) => {
    try {
      await request('POST', `/funder-invoices/${invoice.id}/consents`, { body: { reason } });
      notify('invoices.agreed', { type: 'success' });
      setAsking(false);
    } catch (error) {
      return problemText(error);
    } finally {
      refresh();
    }
    return '';
  };
  return (
    <Panel title={translate('invoices.write_off')} id="write-off">
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('invoices.write_off_help')}</Typography>
      {invoice.consents.map(({ name: who, at, amount_cents, reason }) => (
        <Box key={`${who}${at}`} sx={{ borderLeft: 2, borderColor: 'primary.main', pl: 1.5, my: 1 }}>
          <Typography variant="body2"><strong>{who}</strong> {translate('invoices.agreed_with', { amount: exact(amount_cents) })}: “{reason}”</Typography>
          <Typography variant="caption" color="text.secondary">{short(at)}</Typography>
        </Box>
      ))}
      {ask && <Button variant="outlined" size="small" onClick={() => setAsking(true)}>{translate('invoices.agree', { amount: exact(invoice.open_cents) })}</Button>}
      {asking && (
        <ReasonDialog
          title={translate('invoices.agree', { amount: exact(invoice.open_cents) })}
          onClose={(reason) => (reason ? agree(reason) : setAsking(false))}
        />
      )}
    </Panel>
  );
};

const Facts = ({ invoice }: { invoice: Invoice }) => {
  const translate = useTranslate();
  const { date, short } = useFormats();
  const field = (source: string) => translate(`resources.funder_invoices.fields.${source}`);
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={field('funder')}><OrganisationLink of={invoice.funder} /></Fact>
      {invoice.agreement && <Fact label={field('agreement_id')}><Link component={RouterLink} to={`/agreements/${invoice.agreement.id}/show`}>{invoice.agreement.title}</Link></Fact>}
      <Fact label={field('issued_on')}>{date(invoice.issued_on) || translate('invoices.at_validation')}</Fact>
      {invoice.kind === 'invoice' && <Fact label={field('due_on')}>{date(invoice.due_on) || translate('invoices.at_validation')}</Fact>}
      {invoice.rf_reference && <Fact label={field('rf_reference')}><Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>{invoice.rf_reference.replace(/(.{4})/g, '$1 ')}</Box></Fact>}
      {invoice.order_number && <Fact label={field('order_number')}>{invoice.order_number}</Fact>}
      <Fact label={field('language')}>{translate(`invoices.language.${invoice.language}`)}</Fact>
      {invoice.note && <Fact label={field('note')}>{invoice.note}</Fact>}
      {invoice.sent_at && (
        <Fact label={translate('invoices.sent')}>
          {short(invoice.sent_at)}
          {invoice.sent_to && <Typography component="span" variant="body2" color="text.secondary" sx={{ display: 'block' }}>{invoice.sent_to}</Typography>}
        </Fact>
      )}
      {invoice.number_text && (
        <Fact label={translate('invoices.files')}>
          <Link href={`${API}/funder-invoices/${invoice.id}/pdf`} download>PDF</Link>
          {' · '}<Link href={`${API}/funder-invoices/${invoice.id}/ubl?profile=peppol`} download>UBL, Peppol BIS 3.0</Link>
          {' · '}<Link href={`${API}/funder-invoices/${invoice.id}/ubl?profile=nlcius`} download>UBL, NLCIUS</Link>
        </Fact>
      )}
    </Box>
  );
};

export default InvoiceShow;
