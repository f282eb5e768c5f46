import { Box, Grid, Link } from '@mui/material';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import type { Version } from '../types';
import { Signing } from './Signing';
import { TermsTable } from './TermsTable';

const VersionShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => translate('money.version_of', { number: record.number, title: record.agreement.title })}
      above={(record) => (
        <>
          <Link component={RouterLink} to="/agreements">{translate('money.menu.agreements')}</Link> /{' '}
          <Link component={RouterLink} to={`/agreements/${record.agreement_id}/show`}>{record.agreement.reference}</Link> / {translate('money.version_number', { number: record.number })}
        </>
      )}
      label={(record) => <StateLabel state={record.state} />}
      below={(record) => record.agreement.in_force > 0 && <MovesBar resource="agreement_versions" />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const may = useMay();
  const record = useRecordContext<Version>();
  return record?.state === 'draft' && record.agreement.state === 'active' && may('agreement.write') ? <EditButton variant="outlined" /> : null;
};

const Body = () => {
  const translate = useTranslate();
  const { date, exact } = useFormats();
  const record = useRecordContext<Version>();
  if (!record) return null;
  const field = (name: string) => translate(`resources.agreement_versions.fields.${name}`);
  const { before } = record;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Panel title={translate(before ? 'money.what_changes' : 'money.terms')} id="terms"><TermsTable terms={record} before={before} /></Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('money.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            {record.reason && <Fact label={field('reason')}>{record.reason}</Fact>}
            <Fact label={field('effective_on')}>{date(record.effective_on)}</Fact>
            <Fact label={field('ends_on')}>
              {before && before.ends_on !== record.ends_on ? translate('money.instead_of', { now: date(record.ends_on), was: date(before.ends_on) }) : date(record.ends_on)}
            </Fact>
            <Fact label={field('amount_cents')}>
              {before && before.amount_cents !== record.amount_cents ? translate('money.instead_of', { now: exact(record.amount_cents), was: exact(before.amount_cents) }) : exact(record.amount_cents)}
            </Fact>
          </Box>
        </Panel>
        <Panel title={translate('money.signed_file')} id="signing"><Signing version={record} /></Panel>
        <Box sx={{ p: 2 }}><Timeline resource="agreement_versions" /></Box>
      </Grid>
    </Grid>
  );
};

export default VersionShow;
