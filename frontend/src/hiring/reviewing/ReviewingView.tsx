import { Alert, Box, Button, Grid, Link, MenuItem, Stack, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMe } from '../../app/session';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { today, useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import type { Version } from '../../ui/versions/version';
import type { Vacancy } from '../types';
import { AssignTable } from './AssignTable';
import { Proposals } from './Proposals';
import { ShareOut } from './ShareOut';
import type { Reviewing } from './types';

// How a vacancy is reviewed: by whom, how many each, what may stand between, and how far it is.
const ReviewingView = ({ vacancy }: { vacancy: Vacancy }) => {
  const id = String(vacancy.id);
  const translate = useTranslate();
  const client = useQueryClient();
  const { date } = useFormats();
  const { scoped } = useMe();
  const { data, error, refetch } = useQuery({
    queryKey: ['reviewing', id],
    queryFn: async () => (await request<Reviewing>('GET', `/vacancies/${id}/reviewing`)).json,
  });
  const [sharing, setSharing] = useState(false);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['reviewing', id] });
    void client.invalidateQueries({ queryKey: ['review_assignments'] });
  };
  const judges = (scoped['review.write'] ?? []).includes(id);
  return (
    <>
      {judges && (
        <Stack direction="row" alignItems="center" gap={2} sx={{ mb: 2 }} flexWrap="wrap">
          <Button variant="contained" component={RouterLink} to={`/review/${id}`}>{translate('reviewing.start')}</Button>
          {data.review_by && <Typography variant="body2" color="text.secondary">{translate('reviewing.by', { day: date(data.review_by) })}</Typography>}
        </Stack>
      )}
      {data.reviewers && (
        <Grid container spacing={2}>
          <Grid size={{ xs: 12, lg: 7 }}>
            <Panel title={translate('reviewing.reviewers')} id="reviewers">
              <Plan key={data.version} id={id} data={data} onSaved={changed} />
            </Panel>
          </Grid>
          <Grid size={{ xs: 12, lg: 5 }}>
            <Panel title={translate('reviewing.proposals')} id="proposals">
              <Typography variant="body2" color="text.secondary" gutterBottom>{translate('reviewing.proposals_lead')} <Link component={RouterLink} to="/conflict_windows">{translate('reviewing.by_rules')}</Link></Typography>
              <MissingWindows />
              <Proposals filter={{ vacancy_id: id }} />
            </Panel>
          </Grid>
          <Grid size={12}>
            <Panel title={translate('reviewing.applications')} id="assigning">
              <Alert
                severity={data.short ? 'info' : 'success'} variant="outlined" sx={{ mb: 1.5 }}
                action={data.reviewers.length > 0 && <Button size="small" color="inherit" onClick={() => setSharing(true)}>{translate('reviewing.share_out')}</Button>}
              >
                {data.short ? translate('reviewing.short', { smart_count: data.short }) : translate('reviewing.enough')}
              </Alert>
              <AssignTable vacancy={id} reviewers={data.reviewers} onAssigned={changed} />
            </Panel>
          </Grid>
        </Grid>
      )}
      {sharing && <ShareOut vacancy={id} each={data.reviews_each} onClose={(done) => { setSharing(false); if (done) changed(); }} />}
    </>
  );
};

// Kinds of conflict that nobody looks for, as the house has confirmed no window for them.
const MissingWindows = () => {
  const translate = useTranslate();
  const { data } = useGetList<Version>('conflict_windows', { filter: { state: 'in_force' }, pagination: { page: 1, perPage: 100 }, sort: { field: 'key', order: 'ASC' } });
  if (!data) return null;
  const day = today();
  const missing = ['employer', 'coauthor', 'supervisor', 'interest'].filter((kind) => !data.some(({ key, valid_from, valid_until }) => key === kind && valid_from <= day && (!valid_until || valid_until >= day)));
  if (missing.length === 0) return null;
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>
      {translate('reviewing.no_window', { kinds: missing.map((kind) => translate(`conflict_windows.key.${kind}`)).join(', ') })} <Link component={RouterLink} to="/conflict_windows">{translate('conflict_windows.title')}</Link>
    </Alert>
  );
};

const NUMBER = { inputMode: 'numeric', style: { textAlign: 'right' } } as const;
const whole = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : null);

const Plan = ({ id, data, onSaved }: { id: string; data: Reviewing; onSaved: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const { number } = useFormats();
  const reviewers = data.reviewers ?? [];
  const [plan, setPlan] = useState({ members_review: data.members_review, reviews_each: data.reviews_each, review_by: data.review_by ?? '' });
  const [loads, setLoads] = useState(() => Object.fromEntries(reviewers.map((one) => [one.account_id, { weight: String(one.weight_percent), most: one.most === null ? '' : String(one.most) }])));
  const [refused, setRefused] = useState('');
  const save = async () => {
    setRefused('');
    try {
      await request('PUT', `/vacancies/${id}/reviewing`, {
        version: data.version ?? undefined,
        body: {
          ...plan, review_by: plan.review_by || null,
          loads: reviewers.map(({ account_id }) => ({ account_id, weight_percent: whole(loads[account_id]!.weight) ?? 100, most: whole(loads[account_id]!.most) })),
        },
      });
      notify('reviewing.plan_saved', { type: 'success' });
      onSaved();
    } catch (error) {
      setRefused(problemText(error));
    }
  };
  return (
    <>
      {data.version === null && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('reviewing.plan_lead')}</Typography>}
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { sm: '2fr 1fr 1fr' }, alignItems: 'start', my: 1 }}>
        <TextField
          select label={translate('reviewing.members_review')} helperText={translate('reviewing.members_help')} value={plan.members_review}
          onChange={(event) => setPlan({ ...plan, members_review: event.target.value as Reviewing['members_review'] })}
        >
          {(['all', 'assigned'] as const).map((one) => <MenuItem key={one} value={one}>{translate(`reviewing.members.${one}`)}</MenuItem>)}
        </TextField>
        <TextField
          select label={translate('reviewing.reviews_each')} value={plan.reviews_each} onChange={(event) => setPlan({ ...plan, reviews_each: Number(event.target.value) })}
        >
          {[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((one) => <MenuItem key={one} value={one}>{one}</MenuItem>)}
        </TextField>
        <TextField type="date" label={translate('reviewing.review_by')} value={plan.review_by} onChange={(event) => setPlan({ ...plan, review_by: event.target.value })} slotProps={{ inputLabel: { shrink: true } }} />
      </Box>
      {reviewers.length === 0 ? <Typography variant="body2" color="text.secondary">{translate('reviewing.no_reviewers')}</Typography> : (
        <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={translate('reviewing.reviewers')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{translate('reviewing.reviewer')}</TableCell>
                <TableCell align="right">{translate('reviewing.assigned')}</TableCell>
                <TableCell align="right">{translate('reviewing.submitted')}</TableCell>
                <TableCell align="right" title={translate('reviewing.share_help')}>{translate('reviewing.share')}</TableCell>
                <TableCell align="right">{translate('reviewing.most')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {reviewers.map(({ account_id, name, assigned, done }) => {
                const load = loads[account_id]!;
                const set = (more: Partial<typeof load>) => setLoads({ ...loads, [account_id]: { ...load, ...more } });
                return (
                  <TableRow key={account_id}>
                    <TableCell component="th" scope="row">{name}</TableCell>
                    <TableCell align="right">{number(assigned)}</TableCell>
                    <TableCell align="right">{number(done)}</TableCell>
                    <TableCell align="right"><TextField size="small" variant="standard" sx={{ width: '4rem' }} value={load.weight} slotProps={{ htmlInput: { 'aria-label': `${translate('reviewing.share')}: ${name}`, ...NUMBER } }} onChange={(event) => set({ weight: event.target.value })} /></TableCell>
                    <TableCell align="right"><TextField size="small" variant="standard" sx={{ width: '5.5rem' }} value={load.most} placeholder={translate('reviewing.no_limit')} slotProps={{ htmlInput: { 'aria-label': `${translate('reviewing.most')}: ${name}`, ...NUMBER } }} onChange={(event) => set({ most: event.target.value })} /></TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        </Box>
      )}
      {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{translate(refused, { _: refused })}</Alert>}
      <Button variant="outlined" sx={{ mt: 1.5 }} onClick={() => void save()}>{translate('reviewing.save_plan')}</Button>
    </>
  );
};

export default ReviewingView;
