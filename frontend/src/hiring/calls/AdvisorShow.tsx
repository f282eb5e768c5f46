import { Alert, Box, Button, Link, TextField, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { BooleanInput, DateInput, maxLength, maxValue, minValue, required, SelectArrayInput, TextInput, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { WholeInput } from '../../ui/MoneyInput';
import { problemText, ReasonDialog } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { CandidateCard } from './CandidateCard';
import type { Advisor, Candidate } from './types';

// An advisor's own page: the candidates, in the order that the advisor gives them. Staff see it and change nothing.
const AdvisorShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => (record.mine ? translate('calls.my_candidates') : String(record.name))}
      above={(record) => {
        const { vacancy, mine, vacancy_id } = record as Advisor;
        return <Link component={RouterLink} to={mine ? '/advisors' : `/vacancies/${vacancy_id}/show?view=call&part=advisors`}>{of(vacancy ?? undefined, 'title')}</Link>;
      }}
      below={(record) => <Typography variant="body2" color="text.secondary">{record.unit} ({record.country_code}) · {translate('calls.capacity_interviews', { smart_count: record.interview_capacity })}, {translate('calls.capacity_posts', { smart_count: record.posts })}</Typography>}
      actions={<Own />}
    >
      <Ranking />
    </RecordFrame>
  );
};

const Own = () => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const record = useRecordContext<Advisor>();
  const [open, setOpen] = useState(false);
  if (!record?.mine) return null;
  const names = ['topics_nl', 'topics_en', 'tracks', 'interview_capacity', 'accepting', 'from_day', 'until_day'];
  return (
    <>
      <Button variant="outlined" size="small" onClick={() => setOpen(true)}>{translate('calls.own_line')}</Button>
      {open && (
        <DialogForm
          title={translate('calls.own_line')} defaults={Object.fromEntries(names.map((name) => [name, record[name]]))} onClose={() => setOpen(false)}
          onSubmit={async (values) => {
            const body = Object.fromEntries(names.map((name) => [name, name.startsWith('topics') ? (values[name] ?? '') : (values[name] === '' ? null : values[name])]));
            await request('PATCH', `/advisors/${record.id}`, { body, version: Number(record.version) });
            setOpen(false);
            refresh();
          }}
        >
          <TextInput source="topics_nl" label="calls.advisor.topics_nl" multiline validate={maxLength(1000)} />
          <TextInput source="topics_en" label="calls.advisor.topics_en" multiline validate={maxLength(1000)} />
          <TwoColumns>
            <SelectArrayInput source="tracks" label="calls.advisor.tracks" choices={(record.call?.tracks ?? []).map((id) => ({ id, name: `calls.track.${id}` }))} validate={required()} />
            <WholeInput source="interview_capacity" label="calls.advisor.interview_capacity" validate={[required(), minValue(0), maxValue(100)]} />
            <DateInput source="from_day" label="identity.from" helperText={false} />
            <DateInput source="until_day" label="identity.until" helperText={false} />
          </TwoColumns>
          <BooleanInput source="accepting" label="calls.advisor.accepting" />
        </DialogForm>
      )}
    </>
  );
};

const order = (candidates: Candidate[]) => candidates.filter(({ position }) => position !== null).sort((one, other) => (one.position ?? 0) - (other.position ?? 0));

const Ranking = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { date } = useFormats();
  const record = useRecordContext<Advisor>()!;
  const [now, setNow] = useState(record);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const [refusing, setRefusing] = useState<Candidate | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setNow(record), [record]);
  const ranked = order(now.candidates);
  const refused = now.candidates.filter(({ refusal }) => refusal !== null);
  const open = now.candidates.filter(({ position, refusal }) => position === null && refusal === null);

  // Every change is the whole ranking, saved at once.
  const save = async (ids: string[], not: { application_id: string; reason: string }[], told: string) => {
    setBusy(true);
    try {
      const { json } = await request<Advisor>('PUT', `/advisors/${now.id}/ranking`, { body: { ranked: ids, refused: not }, version: Number(now.version) });
      setNow(json);
      setSaid(told);
      return '';
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
      refresh();
      return problemText(error);
    } finally {
      setBusy(false);
    }
  };
  const ids = ranked.map(({ application_id }) => application_id);
  const nots = refused.map(({ application_id, refusal }) => ({ application_id, reason: refusal ?? '' }));
  const put = (id: string, place: number) => {
    const one = now.candidates.find(({ application_id }) => application_id === id);
    const rest = ids.filter((other) => other !== id);
    rest.splice(place, 0, id);
    if (!busy) void save(rest, nots.filter(({ application_id }) => application_id !== id), translate('calls.now_at', { name: one?.name, n: place + 1 }));
  };
  const lift = (id: string) => !busy && void save(ids.filter((other) => other !== id), nots.filter(({ application_id }) => application_id !== id), translate('calls.now_open'));
  const card = (candidate: Candidate, place: number | null) => (
    <CandidateCard
      key={candidate.application_id} advisor={now} candidate={candidate} place={place} last={place !== null && place === ids.length - 1}
      onDrag={setDragged} onDropHere={() => { if (dragged && place !== null && dragged !== candidate.application_id) put(dragged, place); setDragged(null); }}
      onPut={(to) => put(candidate.application_id, to ?? ids.length)} onLift={() => lift(candidate.application_id)} onRefuse={() => setRefusing(candidate)} onScored={setNow}
    />
  );
  return (
    <>
      {now.mine && <Typography sx={{ mb: 2, maxWidth: '50em' }}>{translate('calls.rank_help')} {now.call?.ranking_until && !now.call.placed && translate(now.call.ranking_until < today() ? 'calls.rank_after' : 'calls.rank_until', { until: date(now.call.ranking_until) })}</Typography>}
      {now.mine && now.call?.placed && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('calls.rank_placed')}</Alert>}
      <Box role="status" aria-live="polite" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clip: 'rect(0 0 0 0)' }}>{said}</Box>
      <Panel title={translate('calls.ranked_title', { n: ranked.length })} id="ranked">
        {ranked.length === 0 && <Typography variant="body2" color="text.secondary">{translate('calls.none_ranked')}</Typography>}
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>{ranked.map((candidate, place) => card(candidate, place))}</Box>
      </Panel>
      <Panel title={translate('calls.open_title', { n: open.length })} id="open">
        {open.length === 0 && <Typography variant="body2" color="text.secondary">{translate(now.candidates.length ? 'calls.all_placed' : 'calls.nobody_named')}</Typography>}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{open.map((candidate) => card(candidate, null))}</Box>
      </Panel>
      {refused.length > 0 && (
        <Panel title={translate('calls.refused_title', { n: refused.length })} id="refused">
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{refused.map((candidate) => card(candidate, null))}</Box>
        </Panel>
      )}
      {now.matched.length > 0 && (
        <Panel title={translate('calls.matched')} id="matched">
          <Box component="dl" sx={{ m: 0 }}>{now.matched.map(({ application_id, kind }) => <Fact key={application_id + kind} label={translate(`calls.kind.${kind}`)}>{now.candidates.find((one) => one.application_id === application_id)?.name ?? application_id.slice(0, 8)}</Fact>)}</Box>
        </Panel>
      )}
      {now.mine && now.call?.open_to_all && <Others advisor={now} onPlace={(id) => put(id, ids.length)} />}
      {refusing && (
        <ReasonDialog
          title={translate('calls.refuse', { name: refusing.name })} text={translate('calls.refuse_text')}
          onClose={async (reason) => {
            const id = refusing.application_id;
            const problem = reason === null ? '' : await save(ids.filter((other) => other !== id), [...nots.filter(({ application_id }) => application_id !== id), { application_id: id, reason }], translate('calls.now_refused', { name: refusing.name }));
            if (!problem) setRefusing(null);
            return problem;
          }}
        />
      )}
    </>
  );
};

// Where the call allows it: eligible candidates who did not name this advisor.
const Others = ({ advisor, onPlace }: { advisor: Advisor; onPlace: (id: string) => void }) => {
  const translate = useTranslate();
  const [q, setQ] = useState('');
  const [found, setFound] = useState<Candidate[] | null>(null);
  const search = async () => setFound((await request<{ data: Candidate[] }>('GET', `/advisors/${advisor.id}/found?q=${encodeURIComponent(q)}`)).json.data);
  return (
    <Panel title={translate('calls.others')} id="others">
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('calls.others_help')}</Typography>
      <Box component="form" onSubmit={(event) => { event.preventDefault(); void search(); }} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <TextField size="small" type="search" label={translate('calls.search_candidates')} value={q} onChange={(event) => setQ(event.target.value)} />
        <Button type="submit" disabled={!q.trim()}>{translate('ra.action.search')}</Button>
      </Box>
      {found && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
          {found.length === 0 && <Typography component="li" variant="body2">{translate('calls.nobody_found')}</Typography>}
          {found.filter(({ application_id }) => !advisor.candidates.some((one) => one.application_id === application_id)).map((one) => (
            <Box component="li" key={one.application_id} sx={{ display: 'flex', gap: 1, alignItems: 'center', py: 0.5 }}>
              <Link component={RouterLink} to={`/applications/${one.application_id}/show`} sx={{ flex: 1 }}>{one.name}</Link>
              <Button size="small" onClick={() => onPlace(one.application_id)} aria-label={`${translate('calls.place')}: ${one.name}`}>{translate('calls.place')}</Button>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
};

export default AdvisorShow;
