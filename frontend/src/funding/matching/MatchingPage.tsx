import { Alert, Box, Button, Grid, Link, Stack, Tab, Table, TableBody, TableCell, TableHead, TableRow, Tabs, Typography } from '@mui/material';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useFormats } from '../../ui/format';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { Amount, Wide } from '../parts';
import { byUse, hasFigures, History } from './History';
import { useShare } from './measures';
import { BasesTable, RuleGauge, RuleSentence, useQuarter, useVerdict } from './parts';
import type { OfRule, Snapshot, SnapshotRow, Standing } from './types';

// How public and private money stand to each other. Whoever sees all money sees it live; the ministry sees what was
// frozen, and may count on it: it does not change any more.
const MatchingPage = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date } = useFormats();
  const live = may('funding.read');
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['matching', 'live'], enabled: live, queryFn: () => request<Standing>('GET', '/matching').then(({ json }) => json),
  });
  return (
    <>
      <PageHead
        title={translate('matching.menu')}
        below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate(live ? 'matching.lead' : 'matching.lead_public')}{data && ` ${translate('matching.as_of', { day: date(data.as_of) })}`}</Typography>}
        actions={<Doors live={live} />}
      />
      {live && isPending && <PageSkeleton />}
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {data && <Live standing={data} />}
      {!live && <Newest />}
      {!live && <Panel title={translate('matching.history')} id="history"><History /></Panel>}
    </>
  );
};

// What whoever does not see all money sees first: how each rule stood when the last quarter was closed.
const Newest = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  const quarter = useQuarter();
  const verdict = useVerdict();
  const { data = [] } = useGetList<SnapshotRow>('matching_snapshots', { sort: { field: 'quarter_until', order: 'DESC' }, pagination: { page: 1, perPage: 100 } });
  const newest = data.filter((row, at) => data.findIndex(({ key }) => key === row.key) === at).filter(hasFigures).sort(byUse);
  const whole = useQueries({ queries: newest.map(({ id }) => ({ queryKey: ['matching_snapshots', 'whole', id], queryFn: () => request<Snapshot>('GET', `/matching-snapshots/${id}`).then(({ json }) => json) })) });
  return whole.map(({ data: snapshot }) => {
    if (!snapshot) return null;
    const { rule, bases } = snapshot.body;
    const now = bases[rule.basis];
    return now && (
      <Panel key={snapshot.id} title={`${of(rule, 'name')}. ${translate('matching.newest', { quarter: quarter(snapshot.quarter_until) })}`} id={`newest-${snapshot.id}`}>
        <Typography sx={{ fontSize: '1.35rem', fontWeight: 600, mb: 1 }}>{verdict(now.gap_cents)}</Typography>
        <RuleGauge terms={rule} basis={now} bases={bases} />
        <Box sx={{ mt: 1.5 }}><RuleSentence terms={rule} /></Box>
        <Link component={RouterLink} variant="body2" to={`/matching_snapshots/${snapshot.id}/show`}>{translate('matching.whole_quarter')}</Link>
      </Panel>
    );
  });
};

const Doors = ({ live }: { live: boolean }) => {
  const translate = useTranslate();
  const may = useMay();
  return (
    <Stack direction="row" gap={1} flexWrap="wrap">
      {live && <Button variant="contained" size="small" component={RouterLink} to="/matching/what-if">{translate('matching.what_if')}</Button>}
      <Button variant="outlined" size="small" component={RouterLink} to="/matching_rules">{translate('matching.rules')}</Button>
      <Button variant="outlined" size="small" component={RouterLink} to="/legal_rules">{translate('matching.legal_rules')}</Button>
      {may('aggregate.read') && <Button variant="outlined" size="small" component={RouterLink} to="/published_aggregates">{translate('matching.published')}</Button>}
      {!live && <Button variant="outlined" size="small" component={RouterLink} to={'/decisions'}>{translate('matching.public_decisions')}</Button>}
    </Stack>
  );
};

const Live = ({ standing }: { standing: Standing }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const [chosen, setChosen] = useState(0);
  const line = standing.rules[chosen] ?? standing.rules[0];
  if (!line) {
    return (
      <>
        <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('matching.no_rules')} <Link component={RouterLink} to="/matching_rules">{translate('matching.to_rules')}</Link></Alert>
        <Threshold wnt={standing.wnt} />
        <Panel title={translate('matching.history')} id="history"><History /></Panel>
      </>
    );
  }
  return (
    <>
      {standing.rules.length > 1 && (
        <Tabs value={chosen} onChange={(_event, next: number) => setChosen(next)} aria-label={translate('matching.rules')} variant="scrollable" sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}>
          {standing.rules.map(({ rule }, at) => <Tab key={rule.key} label={of(rule, 'name')} id={`rule-${at}`} aria-controls="of-rule" />)}
        </Tabs>
      )}
      <Box id="of-rule" role={standing.rules.length > 1 ? 'tabpanel' : undefined} aria-labelledby={standing.rules.length > 1 ? `rule-${chosen}` : undefined}>
        <Rule line={line} single={standing.rules.length === 1} />
      </Box>
      <Threshold wnt={standing.wnt} />
    </>
  );
};

const Rule = ({ line, single }: { line: OfRule; single: boolean }) => {
  const translate = useTranslate();
  const { exact, say, of } = useFormats();
  const verdict = useVerdict();
  const now = line.bases[line.rule.basis];
  // What was earned is not what comes: only what was granted does, and a determination may have ended that.
  const [coming, earned, back] = [line.public_to_come_cents, -now.gap_cents, line.public_repayable_cents];
  const headline = coming > 0 && earned >= 0 ? translate('matching.to_come', { amount: exact(coming) }) : earned > 0 ? translate('matching.none_to_come') : verdict(now.gap_cents);
  const beside = [
    earned < 0 && coming > 0 && translate('matching.to_come', { amount: exact(coming) }),
    earned > 0 && verdict(now.gap_cents),
    earned > coming && translate('matching.not_granted', { amount: exact(earned - coming) }),
    back > 0 && translate('matching.goes_back', { amount: exact(back) }),
  ].filter((sentence) => sentence !== false).map((sentence) => `${sentence}.`);
  return (
    <>
      {line.alerts.map((alert) => (
        <Alert key={alert.kind} severity="warning" variant="outlined" sx={{ mb: 2 }}>
          <strong>{say(alert.words)}</strong>: {exact(alert.cents)}. {translate(`matching.alert.${alert.kind}`)}
        </Alert>
      ))}
      <Grid container columnSpacing={2}>
        <Grid size={{ xs: 12, lg: 7 }}>
          <Panel title={single ? of(line.rule, 'name') : translate('matching.how_it_stands')} id="gauge">
            <Typography sx={{ fontSize: '1.35rem', fontWeight: 600, color: now.gap_cents > 0 ? 'error.main' : 'text.primary' }}>{headline}</Typography>
            {beside.map((sentence) => <Typography key={sentence}>{sentence}</Typography>)}
            <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>{translate(`matching.on_basis.${line.rule.basis}`)}</Typography>
            <RuleGauge terms={line.rule} basis={now} bases={line.bases} />
          </Panel>
        </Grid>
        <Grid size={{ xs: 12, lg: 5 }}>
          <Panel title={translate('matching.rule')} id="rule">
            <RuleSentence terms={line.rule} />
            <Link component={RouterLink} variant="body2" to={`/matching_rules/${line.rule.id}/show`}>{translate('matching.this_rule')}</Link>
          </Panel>
          <Panel title={translate('matching.not_counted')} id="not-counted">
            {line.not_counted.length === 0 && <Typography variant="body2" color="text.secondary">{translate('matching.all_counted')}</Typography>}
            {line.not_counted.map(({ what, cents, reason }) => (
              <Box key={what} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
                <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}><Typography>{translate(`matching.what.${what}`)}</Typography><Amount strong cents={cents} /></Box>
                <Typography variant="body2" color="text.secondary">{say(reason)}</Typography>
              </Box>
            ))}
          </Panel>
        </Grid>
      </Grid>
      <Panel title={translate('matching.bases')} id="bases">
        <Typography variant="body2" color="text.secondary" gutterBottom>{translate('matching.bases_help')}</Typography>
        <BasesTable bases={line.bases} contractual={line.rule.basis} />
      </Panel>
      <Panel title={translate('matching.history')} id="history"><History ruleKey={line.rule.key} /></Panel>
    </>
  );
};

// The Wet normering topinkomens comes to apply when public money is half of income, three years running.
const Threshold = ({ wnt }: { wnt: Standing['wnt'] }) => {
  const translate = useTranslate();
  const { exact, say } = useFormats();
  const share = useShare();
  const years = wnt.years.filter(({ total_cents }) => total_cents > 0);
  return (
    <Panel title={translate('matching.wnt')} id="wnt">
      {!wnt.judged && (
        <Alert severity="info" variant="outlined">{translate('matching.wnt_unconfirmed')} <Link component={RouterLink} to="/legal_rules">{translate('matching.legal_rules')}</Link></Alert>
      )}
      {wnt.alerts.map((alert) => <Alert key={alert.kind} severity="warning" variant="outlined" sx={{ mb: 1 }}>{say(alert.words)}</Alert>)}
      {wnt.judged && (
        <Typography variant="body2" color="text.secondary" gutterBottom>
          {translate('matching.wnt_says', { share: share(wnt.share_bp ?? 0), least: exact(wnt.least_cents ?? 0), smart_count: wnt.years_running })}
        </Typography>
      )}
      {years.length > 0 && (
        <Wide label={translate('matching.wnt')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{translate('matching.year')}</TableCell>
                <TableCell align="right">{translate('matching.public_income')}</TableCell>
                <TableCell align="right">{translate('matching.all_income')}</TableCell>
                <TableCell align="right">{translate('matching.share')}</TableCell>
                <TableCell>{translate('matching.judged')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {years.map((year) => (
                <TableRow key={year.year}>
                  <TableCell component="th" scope="row">{year.year}</TableCell>
                  <TableCell align="right"><Amount cents={year.public_cents} /></TableCell>
                  <TableCell align="right"><Amount cents={year.total_cents} /></TableCell>
                  <TableCell align="right">{share(Math.floor((year.public_cents * 10_000) / year.total_cents))}</TableCell>
                  <TableCell>
                    {year.over === null ? '–' : <StateLabel state={year.over ? 'late' : 'current'} label={translate(year.over ? 'matching.over' : 'matching.under')} />}
                    {year.over !== null && (year.share_bp !== wnt.share_bp || year.least_cents !== wnt.least_cents) && (
                      <Typography variant="body2" color="text.secondary">{translate('matching.judged_by', { share: share(year.share_bp ?? 0), least: exact(year.least_cents ?? 0) })}</Typography>
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
    </Panel>
  );
};

export default MatchingPage;
