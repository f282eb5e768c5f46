import { Alert, Box, Button, Grid, Link, Stack, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';

import { dataProvider } from '../../app/dataProvider';
import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { Hash, Wide } from '../../funding/parts';
import { useFormats } from '../../ui/format';
import { MovesBar, problemText, ReasonDialog } from '../../ui/MovesBar';
import { Empty, Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import type { MatchPair, MatchRound } from './types';

const call = (round: MatchRound, part: string) => `/vacancies/${round.vacancy_id}/show?view=call&part=${part}`;

// One assignment: what the computer proposes, what people decide about it, and why a wish did not become a pair.
const RoundShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => translate(`calls.round_of.${record.kind}`, { reference: record.reference })}
      above={(record) => <Link component={RouterLink} to={call(record as MatchRound, 'rounds')}>{of((record as MatchRound).vacancy ?? undefined, 'title')}</Link>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}><MovesBar resource="match_rounds" /><More /></Box>}
    >
      <Body />
    </RecordFrame>
  );
};

// What goes beyond the round's own moves.
const More = () => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const record = useRecordContext<MatchRound>();
  const [asking, setAsking] = useState(false);
  if (!record) return null;
  const go = async (path: string, done: string) => {
    try {
      await request('POST', `/match-rounds/${record.id}/${path}`);
      notify(done, { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
  };
  return (
    <>
      {record.state === 'solved' && may('call.match') && (record.pairs.proposed ?? 0) > 0 && (
        <Button variant="contained" onClick={() => void go('confirm-pairs', 'calls.pairs_confirmed')}>{translate('calls.confirm_all', { smart_count: record.pairs.proposed })}</Button>
      )}
      {record.state === 'solved' && may('call.match') && <Button onClick={() => setAsking(true)}>{translate('calls.solve_again')}</Button>}
      {record.state === 'confirmed' && may('application.decide') && record.to_advance > 0 && (
        <Button variant="contained" onClick={() => void go('advance', 'calls.advanced')}>{translate(`calls.advance.${record.kind}`, { smart_count: record.to_advance })}</Button>
      )}
      {asking && (
        <ReasonDialog
          title={translate('calls.solve_again')} text={translate('calls.solve_again_text')}
          onClose={async (reason) => {
            if (reason === null) {
              setAsking(false);
              return '';
            }
            try {
              const { json } = await request<MatchRound>('POST', `/match-rounds/${record.id}/again`, { body: { reason }, version: Number(record.version) });
              setAsking(false);
              navigate(`/match_rounds/${json.id}/show`);
              return '';
            } catch (error) {
              return problemText(error);
            }
          }}
        />
      )}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const record = useRecordContext<MatchRound>();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        {record.state === 'drafted' ? <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('calls.drafted_help')}</Alert> : <><Pairs /><Unmatched /></>}
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Facts />
        <Box sx={{ p: 2 }}><Timeline resource="match_rounds" /></Box>
      </Grid>
    </Grid>
  );
};

const Pairs = () => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const refresh = useRefresh();
  const record = useRecordContext<MatchRound>()!;
  const [rejecting, setRejecting] = useState<MatchPair | null>(null);
  const [page, setPage] = useState(1);
  const { data = [], total = 0 } = useGetList<MatchPair>('match_pairs', { filter: { round_id: record.id }, pagination: { page, perPage: 100 }, sort: { field: 'created_at', order: 'ASC' } });
  const move = async (pair: MatchPair, name: string, reason?: string) => {
    try {
      await dataProvider.move('match_pairs', String(pair.id), name, Number(pair.version), reason);
      refresh();
      return '';
    } catch (error) {
      if (reason === undefined) notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
      return problemText(error);
    }
  };
  const decides = record.state === 'solved' && may('call.match');
  return (
    <Panel title={translate('calls.pairs_title', { n: total })} id="pairs">
      {data.length === 0 ? <Empty text={translate('calls.no_pairs')} /> : (
        <Wide label={translate('calls.pairs')}>
          <Table size="small">
            <TableHead><TableRow>{['candidate', 'advisor', 'wish', 'place', 'state', ''].map((name) => <TableCell key={name} component={name ? 'th' : 'td'} align={['wish', 'place'].includes(name) ? 'right' : undefined}>{name && translate(`calls.pair.${name}`)}</TableCell>)}</TableRow></TableHead>
            <TableBody>
              {data.map((pair) => (
                <TableRow key={pair.id} hover>
                  <TableCell><Link component={RouterLink} to={`/applications/${pair.application_id}/show`}>{pair.candidate ?? pair.application_id.slice(0, 8)}</Link></TableCell>
                  <TableCell>{pair.advisor}</TableCell>
                  <TableCell align="right">{pair.wish}</TableCell>
                  <TableCell align="right">{pair.place}</TableCell>
                  <TableCell><StateLabel state={pair.state} />{pair.decided_by && <Typography variant="body2" color="text.secondary">{pair.decided_by}</Typography>}</TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {decides && pair.state === 'proposed' && <Button size="small" onClick={() => void move(pair, 'confirm')} aria-label={`${translate('calls.confirm')}: ${pair.candidate} – ${pair.advisor}`}>{translate('calls.confirm')}</Button>}
                    {decides && pair.state !== 'rejected' && <Button size="small" color="error" onClick={() => setRejecting(pair)} aria-label={`${translate('calls.reject')}: ${pair.candidate} – ${pair.advisor}`}>{translate('calls.reject')}</Button>}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
      {total > 100 && (
        <Stack direction="row" gap={1} sx={{ mt: 1 }}>
          <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>{translate('ra.navigation.previous')}</Button>
          <Button size="small" disabled={page * 100 >= total} onClick={() => setPage(page + 1)}>{translate('ra.navigation.next')}</Button>
        </Stack>
      )}
      {rejecting && (
        <ReasonDialog
          title={translate('calls.reject_pair', { candidate: rejecting.candidate, advisor: rejecting.advisor })}
          onClose={async (reason) => {
            const refused = reason === null ? '' : await move(rejecting, 'reject', reason);
            if (!refused) setRejecting(null);
            return refused;
          }}
        />
      )}
    </Panel>
  );
};

const FIRST = 8; // candidates that are shown at once

interface Wish {
  application_id: string;
  candidate: string;
  advisor_id: string;
  wish: number;
  why: { nl: string; en: string };
}

const Unmatched = () => {
  const translate = useTranslate();
  const { say } = useFormats();
  const record = useRecordContext<MatchRound>()!;
  const [q, setQ] = useState('');
  const [all, setAll] = useState(false);
  const { data } = useQuery({
    queryKey: ['unmatched', record.id, record.version, q],
    queryFn: async () => (await request<{ total: number; data: Wish[] }>('GET', `/match-rounds/${record.id}/unmatched?q=${encodeURIComponent(q)}`)).json,
    placeholderData: (before) => before,
  });
  if (!data) return null;
  const people = new Map<string, Wish[]>();
  for (const one of data.data) people.set(one.application_id, [...(people.get(one.application_id) ?? []), one]);
  return (
    <Panel title={translate('calls.unmatched_title', { n: data.total })} id="unmatched">
      <TextField size="small" type="search" label={translate('calls.search_wishes')} value={q} onChange={(event) => setQ(event.target.value)} sx={{ mb: 1 }} />
      {data.data.length === 0 ? <Typography variant="body2" color="text.secondary">{translate('calls.all_matched')}</Typography> : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {[...people].slice(0, all ? undefined : FIRST).map(([id, wishes]) => (
            <Box component="li" key={id} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider' }}>
              <Link component={RouterLink} to={`/applications/${id}/show`} variant="body2">{wishes[0]?.candidate}</Link>
              <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                {wishes.map((one) => <Typography component="li" key={one.advisor_id} variant="body2" color="text.secondary">{translate('calls.wish_n', { n: one.wish })}: {say(one.why)}</Typography>)}
              </Box>
            </Box>
          ))}
        </Box>
      )}
      {!all && people.size > FIRST && <Button size="small" sx={{ mt: 1 }} onClick={() => setAll(true)}>{translate('calls.show_all', { smart_count: people.size })}</Button>}
      {data.total > data.data.length && <Typography variant="body2" sx={{ mt: 1 }}>{translate('calls.shown_of', { shown: data.data.length, total: data.total })}</Typography>}
    </Panel>
  );
};

const Facts = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const record = useRecordContext<MatchRound>()!;
  const [checked, setChecked] = useState<boolean | null>(null);
  const check = async () => setChecked((await request<{ same: boolean }>('GET', `/match-rounds/${record.id}/recomputed`)).json.same);
  return (
    <Panel title={translate('hiring.facts')} id="facts">
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={translate('calls.round.author')}>{record.author}</Fact>
        <Fact label={translate('calls.round.solved_at')}>{short(record.solved_at)}</Fact>
        {record.input_sha256 && <Fact label={translate('calls.round.input')}><Hash of={record.input_sha256} /></Fact>}
        {record.result_sha256 && <Fact label={translate('calls.round.result')}><Hash of={record.result_sha256} /></Fact>}
      </Box>
      {record.result_sha256 && <Button size="small" onClick={() => void check()}>{translate('calls.recompute')}</Button>}
      {checked !== null && <Alert severity={checked ? 'success' : 'error'} variant="outlined" sx={{ mt: 1 }}>{translate(checked ? 'calls.same' : 'calls.differs')}</Alert>}
      {record.rankings && (
        <Box component="details" sx={{ mt: 1.5 }}>
          <Typography component="summary" variant="body2" sx={{ cursor: 'pointer' }}>{translate('calls.rankings', { n: record.rankings.length })}</Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {record.rankings.map((one) => (
              <li key={one.advisor_id}>
                <Typography variant="body2">{one.name}: {translate('calls.ranked_of', { ranked: one.ranked, places: one.places })}</Typography>
                <Typography variant="body2" color="text.secondary">{one.entered_by ? `${one.entered_by}, ${short(one.entered_at)}` : translate('calls.not_ranked')}</Typography>
              </li>
            ))}
          </Box>
        </Box>
      )}
    </Panel>
  );
};

export default RoundShow;
