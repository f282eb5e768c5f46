import { Alert, Box, Grid, Link, Typography } from '@mui/material';
import { EditButton, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay, useMe } from '../../app/session';
import { Documents } from '../../ui/Documents';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Upload } from '../../ui/Upload';
import { Validity } from '../../ui/versions/version';
import type { InKind } from './types';

const OPEN = ['declared', 'valued'];

const InKindShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.what}
      above={(record) => <><Link component={RouterLink} to="/in_kind">{translate('inkind.menu')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="in_kind" />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const may = useMay();
  const given = useRecordContext<InKind>();
  return given?.state === 'declared' && may('in_kind.declare') ? <EditButton variant="outlined" /> : null;
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const refresh = useRefresh();
  const { account } = useMe();
  const given = useRecordContext<InKind>();
  if (!given) return null;
  const open = OPEN.includes(given.state);
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        {given.state === 'valued' && may('in_kind.accept') && (given.created_by === account.id || given.valued_by === account.id) && (
          <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('inkind.another_accepts')}</Alert>
        )}
        {open && !given.purpose_id && may('in_kind.value') && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('inkind.no_purpose')}</Alert>}
        <Panel title={translate('inkind.value')} id="value"><Value given={given} /></Panel>
        <Panel title={translate('inkind.evidence')} id="evidence">
          <Typography variant="body2" color="text.secondary" gutterBottom>{translate('inkind.evidence_help')}</Typography>
          <Documents />
          {open && may('in_kind.declare') && <Box sx={{ mt: 1.5 }}><Upload recordKind="in_kind_contribution" recordId={String(given.id)} kind="evidence" onKept={refresh} /></Box>}
        </Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('inkind.facts')} id="facts"><Facts given={given} /></Panel>
        <Box sx={{ p: 2 }}><Timeline resource="in_kind" /></Box>
      </Grid>
    </Grid>
  );
};

// How it comes to its value: quantity times the tariff of that day, from a version with a source; who valued, who accepted.
const Value = ({ given }: { given: InKind }) => {
  const translate = useTranslate();
  const { exact, number, of, short } = useFormats();
  const { rule } = given;
  const worth = given.value_cents ?? (rule ? Math.round(Number(given.quantity) * rule.unit_cents) : null);
  return (
    <>
      <Typography sx={{ fontSize: '1.35rem', fontWeight: 600 }}>
        {worth === null ? translate('inkind.no_value') : exact(worth)}
        {given.value_cents === null && worth !== null && <Typography component="span" variant="body2" color="text.secondary" sx={{ ml: 1 }}>{translate('inkind.expected')}</Typography>}
      </Typography>
      {rule ? (
        <Typography color="text.secondary" sx={{ mb: 1.5 }}>
          {translate('inkind.sum', { quantity: number(Number(given.quantity)), unit: translate(`inkind.unit.${rule.unit}`, { smart_count: Number(given.quantity) }), each: exact(rule.unit_cents) })}
        </Typography>
      ) : (
        <Alert severity="warning" variant="outlined" sx={{ my: 1.5 }}>{translate('inkind.no_tariff')}</Alert>
      )}
      <Box component="dl" sx={{ m: 0 }}>
        {rule && (
          <Fact label={translate('inkind.tariff')}>
            <Link component={RouterLink} to={`/valuation_rules/${rule.id}/show`}>{of(rule, 'name')}</Link>, <Validity of={rule} />
            <Typography component="span" variant="body2" color="text.secondary" sx={{ display: 'block' }}>{rule.source}</Typography>
          </Fact>
        )}
        <Fact label={translate('inkind.declared_by')}>{given.declared_by_name}</Fact>
        {given.valued_at && <Fact label={translate('inkind.valued_by')}>{given.valued_by_name}, {short(given.valued_at)}</Fact>}
        {given.accepted_at && <Fact label={translate('inkind.accepted_by')}>{given.accepted_by_name}, {short(given.accepted_at)}</Fact>}
      </Box>
    </>
  );
};

const Facts = ({ given }: { given: InKind }) => {
  const translate = useTranslate();
  const { date, exact, of } = useFormats();
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={translate('inkind.funder')}>{given.funder}</Fact>
      {given.lot && (
        <Fact label={translate('inkind.under')}>
          {given.lot.agreement_id ? <Link component={RouterLink} to={`/agreements/${given.lot.agreement_id}/show`}>{given.lot.agreement_title}</Link> : given.lot.agreement_title}
          <Typography component="span" variant="body2" color="text.secondary" sx={{ display: 'block' }}>{translate('inkind.tranche_of', { number: given.lot.position, amount: exact(given.lot.amount_cents) })}</Typography>
        </Fact>
      )}
      <Fact label={translate('inkind.purpose')}>{given.purpose && of(given.purpose, 'name')}</Fact>
      <Fact label={translate('inkind.performed')}>{given.performed_from === given.performed_until ? date(given.performed_from) : `${date(given.performed_from)} – ${date(given.performed_until)}`}</Fact>
      {given.expires_on && OPEN.includes(given.state) && <Fact label={translate('inkind.expires')}>{date(given.expires_on)}</Fact>}
      {given.note && <Fact label={translate('inkind.note')}>{given.note}</Fact>}
    </Box>
  );
};

export default InKindShow;
