import { Alert, Box, Button, Grid, Link, Typography } from '@mui/material';
import { EditButton, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { AllocationsOf } from '../allocations/AllocationsOf';
import { Figures, GoesBack, OrganisationLink, useRuleName, Way } from '../parts';
import type { Agreement, Position, Version } from '../types';
import { allocated, Lots } from './Lots';
import { Arrived, Asked } from './Money';
import { Rights } from './Rights';
import { Signing } from './Signing';
import { TermsTable } from './TermsTable';
import { Versions } from './Versions';

const AgreementShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.title}
      above={(record) => <><Link component={RouterLink} to="/agreements">{translate('money.menu.agreements')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="agreements" />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const openDraft = (record: Agreement) => record.versions.find(({ state }) => state === 'draft');

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Agreement>();
  if (!record || !may('agreement.write')) return null;
  const draft = openDraft(record);
  return (
    <>
      {record.state === 'active' && !draft && <Button variant="outlined" component={RouterLink} to={`/agreements/${record.id}/amend`}>{translate('money.amend')}</Button>}
      {record.state === 'active' && draft && <Button variant="outlined" component={RouterLink} to={`/agreement_versions/${draft.id}/show`}>{translate('money.to_amendment')}</Button>}
      {record.state === 'active' && may('invoice.write') && <Button variant="outlined" component={RouterLink} to={`/funder_invoices/create?agreement=${record.id}`}>{translate('invoices.write')}</Button>}
      <EditButton variant="outlined" />
    </>
  );
};

const sum = (record: Agreement, of: (position: Position) => number) => record.lots.reduce((total, { position }) => total + of(position), 0);

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const { exact } = useFormats();
  const record = useRecordContext<Agreement>();
  if (!record) return null;
  const draft = openDraft(record);
  const books = may('funding.read') ? true : undefined;
  const work = record.lots.reduce((total, lot) => total + (lot.in_kind ? lot.amount_cents : 0), 0);
  const given = record.lots.reduce((total, lot) => total + (lot.given_cents ?? 0), 0);
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        {record.overpaid_cents > 0 && <GoesBack cents={record.overpaid_cents} text="money.overpaid" />}
        {record.in_force > 0 && (
          <Figures
            figures={[
              {
                label: translate('money.promised'), cents: record.amount_cents - work, opens: 'tranches',
                below: work > 0 && `+ ${translate('money.given', { amount: exact(work) })}`,
              },
              { label: translate('money.position.invoiced_open'), cents: sum(record, (p) => p.invoiced_open), opens: books && 'asked' },
              {
                label: translate('money.position.received'), cents: sum(record, (p) => p.received), opens: books && 'arrived',
                below: given > 0 && `+ ${translate('money.given', { amount: exact(given) })}`,
              },
              { label: translate('money.allocated'), cents: sum(record, allocated), opens: books && 'allocations' },
              { label: translate('money.of_which_spent'), cents: sum(record, (p) => p.spent + p.reported), opens: books && 'allocations' },
            ]}
          />
        )}
        {record.in_force > 0 && <Panel title={translate('money.way')} id="way"><Way ways={record.ways} title={translate('money.way_of', { of: record.reference })} /></Panel>}
        {record.in_force > 0 && <Panel title={translate('money.tranches')} id="tranches"><Lots lots={record.lots} agreement={String(record.id)} /></Panel>}
        {record.in_force > 0 && books && (
          <>
            <Panel title={translate('money.asked')} id="asked"><Asked agreement={record} /></Panel>
            <Panel title={translate('money.arrived')} id="arrived"><Arrived agreement={record} /></Panel>
            {record.lots.length > 0 && <Panel title={translate('money.menu.allocations')} id="allocations"><AllocationsOf filter={{ lot_id: record.lots.map(({ id }) => id) }} of="agreement" /></Panel>}
          </>
        )}
        {record.in_force === 0 && draft && <Proposed id={draft.id} agreement={record} />}
        <Panel title={translate('money.versions')} id="versions"><Versions agreement={record} /></Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('money.facts')} id="facts"><Facts agreement={record} /></Panel>
        {record.in_force > 0 && <Panel title={translate('money.rights')} id="rights"><Rights rights={record.rights} /></Panel>}
        {record.parties.length > 0 && (
          <Panel title={translate('money.parties')} id="parties">
            <Box component="dl" sx={{ m: 0 }}>
              {record.parties.map((party) => (
                <Fact key={party.organisation_id} label={party.role}><OrganisationLink of={{ id: party.organisation_id, name: party.organisation }} /></Fact>
              ))}
            </Box>
          </Panel>
        )}
        <Box sx={{ p: 2 }}><Timeline resource="agreements" /></Box>
      </Grid>
    </Grid>
  );
};

// Before anything is in force: what is proposed, and the file that has to be signed.
const Proposed = ({ id, agreement }: { id: string; agreement: Agreement }) => {
  const translate = useTranslate();
  const { data: version } = useGetOne<Version>('agreement_versions', { id, meta: { of: agreement.version } });
  if (!version) return null;
  return (
    <>
      {agreement.state === 'draft' && version.tranches.length === 0 && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('money.no_tranches_yet')}</Alert>}
      <Panel title={translate('money.proposed_terms')} id="proposed"><TermsTable terms={version} /></Panel>
      {agreement.state === 'under_signature' && <Panel title={translate('money.signed_file')} id="signing"><Signing version={version} /></Panel>}
    </>
  );
};

const Facts = ({ agreement }: { agreement: Agreement }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const ruleName = useRuleName();
  const field = (name: string) => translate(`resources.agreements.fields.${name}`);
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={field('funder')}><OrganisationLink of={agreement.funder} /></Fact>
      <Fact label={translate('money.term')}>{translate('money.period', { from: date(agreement.starts_on), until: date(agreement.ends_on) })}</Fact>
      <Fact label={field('private_origin')}>{translate(agreement.private_origin ? 'money.private' : 'money.not_private')}</Fact>
      <Fact label={field('matching_key')}>{ruleName(agreement.matching_key)}</Fact>
      <Fact label={field('confidentiality')}>{translate(`money.confidential.${agreement.confidentiality}`)}</Fact>
      <Fact label={field('contact_name')}>
        {(agreement.contact_name || agreement.contact_email) && (
          <>
            {agreement.contact_name}
            {agreement.contact_email && <Typography component="span" variant="body2" sx={{ display: 'block' }}><Link href={`mailto:${agreement.contact_email}`}>{agreement.contact_email}</Link></Typography>}
          </>
        )}
      </Fact>
      <Fact label={field('manager')}>{agreement.manager}</Fact>
      {agreement.order_number && <Fact label={field('order_number')}>{agreement.order_number}</Fact>}
      {agreement.external_reference && <Fact label={field('external_reference')}>{agreement.external_reference}</Fact>}
    </Box>
  );
};

export default AgreementShow;
