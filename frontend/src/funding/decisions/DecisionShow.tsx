import { Alert, Box, Button, Grid, Link, Typography } from '@mui/material';
import { DateInput, EditButton, required, TextInput, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { Documents } from '../../ui/Documents';
import { DialogForm } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { MoneyInput } from '../../ui/MoneyInput';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Upload } from '../../ui/Upload';
import { Figures, GoesBack, OrganisationLink, useRuleName, Way } from '../parts';
import type { Decision } from '../types';
import { BelowCosts, BelowCostsOf } from './DecisionForm';

const DecisionShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.title}
      above={(record) => <><Link component={RouterLink} to="/decisions">{translate('money.menu.decisions')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="decisions" />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const YES = [required()];
const LOWERED = ['granted', 'advance_received', 'accounted'];
const DETERMINED = ['determined', 'settled', 'repaid'];

// What the State finally gives: typed first, then recorded by the move.
const Determination = ({ decision, onClose }: { decision: Decision; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('money.determination')} onClose={onClose}
      defaults={{ determined_cents: decision.determined_cents ?? decision.amount_cents, determined_on: decision.determined_on ?? today() }}
      onSubmit={async (values) => {
        await request('PATCH', `/decisions/${decision.id}`, { body: values, version: decision.version });
        onClose();
        refresh();
      }}
    >
      <MoneyInput source="determined_cents" label="resources.decisions.fields.determined_cents" validate={YES} />
      <DateInput source="determined_on" label="resources.decisions.fields.determined_on" validate={YES} />
      <BelowCosts spent={decision.spent_cents} />
    </DialogForm>
  );
};

// The State grants less than before, by a later decision.
const Lowering = ({ decision, onClose }: { decision: Decision; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('money.lower')} onClose={onClose} defaults={{ lowered_on: today() }}
      onSubmit={async (values) => {
        await request('POST', `/decisions/${decision.id}/lowerings`, { body: values, version: decision.version });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>{translate('money.lower_help')}</Typography>
      <MoneyInput source="amount_cents" label="money.lower_to" validate={YES} />
      <DateInput source="lowered_on" label="money.lowered_on" validate={YES} />
      <TextInput source="decision_number" label="resources.decisions.fields.decision_number" validate={YES} />
      <TextInput source="reason" label="ui.reason" validate={YES} multiline minRows={2} />
    </DialogForm>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Decision>();
  const [determining, setDetermining] = useState(false);
  const [lowering, setLowering] = useState(false);
  if (!record || !may('decision.write')) return null;
  return (
    <>
      {record.state === 'accounted' && <Button variant="outlined" onClick={() => setDetermining(true)}>{translate('money.enter_determination')}</Button>}
      {LOWERED.includes(record.state) && <Button variant="outlined" onClick={() => setLowering(true)}>{translate('money.lower')}</Button>}
      {!DETERMINED.includes(record.state) && <EditButton variant="outlined" />}
      {lowering && <Lowering decision={record} onClose={() => setLowering(false)} />}
      {determining && <Determination decision={record} onClose={() => setDetermining(false)} />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const refresh = useRefresh();
  const { date, exact } = useFormats();
  const record = useRecordContext<Decision>();
  if (!record) return null;
  const position = record.lot?.position;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Figures
          figures={[
            { label: translate(position ? 'money.granted' : 'money.applied_for'), cents: record.amount_cents },
            { label: translate('money.advance'), cents: position?.received },
            { label: translate('money.allocated'), cents: record.allocated_cents },
            { label: translate('money.of_which_spent'), cents: record.spent_cents },
            { label: translate('money.determined'), cents: record.determined_cents },
          ]}
        />
        {record.lowerings.map(({ on, cents, decision, reason }) => (
          <Typography key={decision} variant="body2" sx={{ mb: 1 }}>{translate('money.lowered', { on: date(on), amount: exact(cents), decision, reason: reason ?? '' })}</Typography>
        ))}
        {DETERMINED.includes(record.state) && <Became decision={record} />}
        {record.state === 'accounted' && <BelowCostsOf spent={record.spent_cents} determined={record.determined_cents} />}
        {record.repayable_cents > 0 && <GoesBack cents={record.repayable_cents} text="money.repayable" />}
        {record.overpaid_cents > 0 && <GoesBack cents={record.overpaid_cents} text="money.overpaid" />}
        {record.lot ? (
          <Panel title={translate('money.way')} id="way"><Way ways={record.ways} title={translate('money.way_of', { of: record.reference })} /></Panel>
        ) : (
          <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('money.not_granted_yet')}</Alert>
        )}
        <Panel title={translate('money.documents')} id="documents">
          <Documents />
          {may('decision.write') && <Box sx={{ mt: 1.5 }}><Upload recordKind="public_decision" recordId={String(record.id)} kind={['applied', 'granted'].includes(record.state) ? 'decision' : 'report'} onKept={refresh} /></Box>}
        </Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('money.facts')} id="facts"><Facts decision={record} /></Panel>
        <Box sx={{ p: 2 }}><Timeline resource="decisions" /></Box>
      </Grid>
    </Grid>
  );
};

// How the amounts above belong together, in one line.
const Became = ({ decision }: { decision: Decision }) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const [spent, determined] = [decision.spent_cents ?? 0, decision.determined_cents ?? 0];
  const { returned = 0, uninvoiced = 0, written_off: lapsed = 0 } = decision.lot?.position ?? {};
  const rest = { without_costs: determined - spent, went_back: returned, still_comes: uninvoiced, lapsed };
  return (
    <Typography variant="body2" sx={{ mb: 2 }}>
      {translate(spent > determined ? 'money.costs_above' : 'money.costs_within', { determined: exact(determined), spent: exact(spent), above: exact(spent - determined) })}
      {Object.entries(rest).map(([name, cents]) => cents > 0 && ` ${translate(`money.${name}`, { amount: exact(cents) })}`)}
    </Typography>
  );
};

const Facts = ({ decision }: { decision: Decision }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const ruleName = useRuleName();
  const field = (name: string) => translate(`resources.decisions.fields.${name}`);
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={field('granter_id')}><OrganisationLink of={decision.granter} /></Fact>
      <Fact label={field('scheme')}>{decision.scheme}</Fact>
      <Fact label={field('decision_number')}>{decision.decision_number}</Fact>
      <Fact label={field('granted_on')}>{date(decision.granted_on)}</Fact>
      <Fact label={translate('money.term')}>{translate('money.period', { from: date(decision.starts_on), until: date(decision.ends_on) })}</Fact>
      <Fact label={field('account_by')}>{date(decision.account_by)}</Fact>
      <Fact label={field('matching_key')}>{ruleName(decision.matching_key)}</Fact>
      {decision.determined_on && <Fact label={field('determined_on')}>{date(decision.determined_on)}</Fact>}
      {decision.lot && <Fact label={translate('money.lot')}><Link component={RouterLink} to={`/lots/${decision.lot.id}/show`}>{decision.lot.number}</Link></Fact>}
    </Box>
  );
};

export default DecisionShow;
