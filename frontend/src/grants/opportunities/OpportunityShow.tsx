import { Alert, Box, Button, Grid, Link, Typography } from '@mui/material';
import { EditButton, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { today, useFormats } from '../../ui/format';
import { MovesBar, problemText } from '../../ui/MovesBar';
import { Outside } from '../../ui/Outside';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { Timeline } from '../../ui/Timeline';
import { DueOn, Flags, Standing, useAmount, useSaid } from './parts';
import { Themes } from './ThemesOf';
import type { Opportunity } from './types';

const OpportunityShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.title}
      above={(record) => <><Link component={RouterLink} to="/opportunities">{translate('grants.menu.opportunities')}</Link>{record.call_id && ` / ${record.call_id}`}</>}
      label={(record) => <Standing of={record as unknown as Opportunity} />}
      below={() => <MovesBar resource="opportunities" quiet />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const refresh = useRefresh();
  const record = useRecordContext<Opportunity>();
  if (!record) return null;
  const watch = async () => {
    try {
      await request(record.watched ? 'DELETE' : 'PUT', `/opportunities/${record.id}/watch`, { body: record.watched ? undefined : {} });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    refresh();
  };
  return (
    <>
      {may('opportunity.watch') && <Button variant={record.watched ? 'outlined' : 'contained'} aria-pressed={record.watched} onClick={() => void watch()}>{translate(record.watched ? 'opportunities.unwatch' : 'opportunities.watch')}</Button>}
      {may('opportunity.write') && <EditButton variant="outlined" />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const amount = useAmount();
  const said = useSaid();
  const { date, number, short } = useFormats();
  const record = useRecordContext<Opportunity>();
  if (!record) return null;
  const { currency } = record;
  const grant = [record.grant_min_cents, record.grant_max_cents].filter((cents, at, all) => cents != null && (at === 0 || cents !== all[0])).map((cents) => amount(cents, currency)).join(' – ');
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        {record.broken_text && (
          <Alert severity="warning" variant="outlined" sx={{ mb: 2 }} action={may('opportunity.write') && <Button color="inherit" size="small" component={RouterLink} to={`/opportunities/repairs?id=${record.id}`}>{translate('opportunities.see_repair')}</Button>}>
            {translate('opportunities.broken_help')}
          </Alert>
        )}
        <Panel title={translate('opportunities.deadlines')} id="deadlines">
          {record.deadlines.length === 0 && <Typography variant="body2" color="text.secondary">{translate('opportunities.no_deadline')}</Typography>}
          <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
            {record.deadlines.map(({ id, due_on, due_at, label }) => (
              <Box component="li" key={id} sx={{ py: 0.5, color: due_on < today() ? 'text.secondary' : undefined }}><DueOn whole day={due_on} at={due_at} label={label} /></Box>
            ))}
          </Box>
          {record.deadlines.length > 1 && record.source === 'nwo' && <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>{translate('opportunities.several_help')}</Typography>}
        </Panel>
        <Themes record={record} />
        {record.summary && (
          <Panel title={translate('opportunities.summary')} id="summary">
            <Typography sx={{ whiteSpace: 'pre-line', maxWidth: '70ch', overflowWrap: 'anywhere' }}>{record.summary}</Typography>
          </Panel>
        )}
        {record.changes.length > 0 && (
          <Panel title={translate('opportunities.changes')} id="changes">
            <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
              {record.changes.map((change, at) => (
                <Box component="li" key={at} sx={{ py: 0.75, borderTop: at ? 1 : 0, borderColor: 'divider' }}>
                  <Typography variant="body2"><strong>{translate(`resources.opportunities.fields.${change.field}`)}</strong>: {said(change.field, change.was, currency)} → {said(change.field, change.now_is, currency)}</Typography>
                  <Typography variant="caption" color="text.secondary">{short(change.at)}{!change.applied && ` · ${translate('opportunities.kept_ours')}`}</Typography>
                </Box>
              ))}
            </Box>
          </Panel>
        )}
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('opportunities.facts')} id="facts">
          <Flags of={record} />
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('resources.opportunities.fields.funder')}>{record.funder_id ? <Link component={RouterLink} to={`/organisations/${record.funder_id}/show`}>{record.funder_name}</Link> : record.funder_name}</Fact>
            {record.programme && <Fact label={translate('resources.opportunities.fields.programme')}>{record.programme}</Fact>}
            {record.scheme && <Fact label={translate('resources.opportunities.fields.scheme')}>{record.scheme}</Fact>}
            {record.call_id && <Fact label={translate('resources.opportunities.fields.call_id')}><Box component="span" sx={{ overflowWrap: 'anywhere' }}>{record.call_id}</Box></Fact>}
            <Fact label={translate('resources.opportunities.fields.form')}>{translate(`opportunities.form.${record.form}`)}</Fact>
            <Fact label={translate('resources.opportunities.fields.status')}>{translate(`opportunities.status.${record.status}`)}</Fact>
            {record.opens_on && <Fact label={translate('resources.opportunities.fields.opens_on')}>{date(record.opens_on)}</Fact>}
            {record.budget_cents != null && <Fact label={translate('resources.opportunities.fields.budget_cents')}>{amount(record.budget_cents, currency)}</Fact>}
            {grant && <Fact label={translate('opportunities.one_grant')}>{grant}</Fact>}
            {record.grants_expected != null && <Fact label={translate('resources.opportunities.fields.grants_expected')}>{number(record.grants_expected)}</Fact>}
            {record.budget_text && <Fact label={translate('resources.opportunities.fields.budget_text')}>{record.budget_text}</Fact>}
            {record.keywords && <Fact label={translate('resources.opportunities.fields.keywords')}><Box component="span" sx={{ overflowWrap: 'anywhere' }}>{record.keywords}</Box></Fact>}
            {record.url && <Fact label={translate('resources.opportunities.fields.url')}><Outside to={record.url}>{new URL(record.url).hostname}</Outside></Fact>}
            <Fact label={translate('resources.opportunities.fields.source')}>{translate(`opportunities.source.${record.source}`)}</Fact>
            {record.watchers.length > 0 && <Fact label={translate('opportunities.watchers')}>{record.watchers.map((name) => name ?? translate('ui.somebody')).join(', ')}</Fact>}
          </Box>
        </Panel>
        <Box sx={{ p: 2 }}><Timeline resource="opportunities" /></Box>
      </Grid>
    </Grid>
  );
};

export default OpportunityShow;
