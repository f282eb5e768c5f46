import { Box, Button, Grid, Tab, Tabs, Typography } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { ArrayInput, BooleanInput, DateInput, maxValue, minValue, required, SelectArrayInput, SimpleFormIterator, TextInput, useGetList, useGetOne, useRefresh, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { today, useFormats } from '../../ui/format';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { WholeInput } from '../../ui/MoneyInput';
import { PageSkeleton } from '../../ui/Page';
import { Fact, Panel } from '../../ui/parts';
import { WHOLE } from '../../ui/RecordFrame';
import type { Vacancy } from '../types';
import { type Call, PHASES, TRACKS } from './types';

const PARTS = {
  overview: null,
  advisors: lazy(() => import('./Advisors')),
  eligibility: lazy(() => import('./Eligibility')),
  rounds: lazy(() => import('./Rounds')),
  letters: lazy(() => import('./Letters')),
};
type Part = keyof typeof PARTS;

// A call on the page of its vacancy: where it stands, and its parts in the order in which they are worked on.
const CallView = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const [params, setParams] = useSearchParams();
  const { data: found } = useGetList<Call>('calls', { filter: { vacancy_id: vacancy.id }, pagination: { page: 1, perPage: 1 }, sort: { field: 'created_at', order: 'DESC' } });
  const { data: call } = useGetOne<Call>('calls', { id: found?.[0]?.id ?? '', meta: WHOLE }, { enabled: Boolean(found?.[0]) });
  if (!call) return <PageSkeleton />;
  const wanted = params.get('part') ?? '';
  const part = (wanted in PARTS ? wanted : 'overview') as Part;
  const Shown = PARTS[part];
  return (
    <>
      <Tabs
        value={part} variant="scrollable" onChange={(_event, name: string) => setParams({ view: 'call', part: name }, { replace: true })} aria-label={translate('calls.parts')}
        sx={{ mb: 2, minHeight: 34, '& .MuiTab-root': { minHeight: 34, py: 0, textTransform: 'none' } }}
      >
        {Object.keys(PARTS).map((name) => <Tab key={name} value={name} label={translate(`calls.part.${name}`)} id={`part-${name}`} aria-controls="call-part" />)}
      </Tabs>
      <Box role="tabpanel" id="call-part" aria-labelledby={`part-${part}`}>
        {Shown ? <Suspense fallback={<PageSkeleton />}><Shown call={call} /></Suspense> : <Overview call={call} />}
      </Box>
    </>
  );
};

const OPEN = ['eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered', 'hired'];

const Overview = ({ call }: { call: Call }) => {
  const translate = useTranslate();
  const may = useMay();
  const { date, moment, of, number } = useFormats();
  const [changing, setChanging] = useState(false);
  const at = (stages: string[]) => stages.reduce((sum, stage) => sum + (call.candidates[stage] ?? 0), 0);
  const solved = (kind: string) => call.rounds.find((round) => round.kind === kind && round.state !== 'discarded');
  const said = (kind: string) => {
    const round = solved(kind);
    const confirmed = call.rounds.filter(({ kind: of, state }) => of === kind && state === 'confirmed');
    const pairs = confirmed.reduce((sum, one) => sum + one.pairs, 0);
    if (round?.state === 'confirmed') return translate('calls.rounds_confirmed', { smart_count: pairs, pairs });
    return round ? translate('calls.round_stands', { reference: round.reference, state: translate(`state.${round.state}`), pairs: round.pairs }) : translate('calls.no_round_yet');
  };
  const lines: { name: string; until: string; stands: string }[] = [
    { name: 'applying', until: moment(call.vacancy.deadline, call.vacancy.time_zone), stands: translate('calls.stands.applying', { n: number(at(Object.keys(call.candidates))) }) },
    { name: 'eligibility', until: date(call.eligibility_until), stands: translate('calls.stands.eligibility', { open: number(at(['submitted'])), eligible: number(at(OPEN)), not: number(at(['ineligible'])) }) },
    { name: 'ranking', until: date(call.ranking_until), stands: translate('calls.stands.ranking', { ranked: call.advisors.ranked, all: call.advisors.taking_part }) },
    { name: 'interviews', until: date(call.interviews_until), stands: said('interviews') },
    { name: 'offers', until: date(call.offers_until), stands: said('offers') },
    { name: 'letters', until: date(call.letters_until), stands: translate('calls.stands.letters', { signed: call.letters.signed ?? 0, signing: call.letters.signing ?? 0 }) },
  ];
  const now = phaseNow(call);
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Panel title={translate('calls.phases')} id="phases">
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {lines.map(({ name, until, stands }) => (
              <Box component="li" key={name} aria-current={name === now ? 'step' : undefined} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '9rem 1fr minmax(0, 2fr)' }, columnGap: 2, py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
                <Typography variant="body2" sx={{ fontWeight: name === now ? 700 : 400 }}>{translate(`calls.phase.${name}`)}{name === now && ` · ${translate('calls.now')}`}</Typography>
                <Typography variant="body2" color="text.secondary">{until || translate('calls.no_date')}</Typography>
                <Typography variant="body2">{stands}</Typography>
              </Box>
            ))}
          </Box>
        </Panel>
        <Panel title={translate('calls.next')} id="next"><Typography variant="body2">{translate(`calls.next_is.${now}`)}</Typography></Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('calls.settings')} id="settings">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('calls.field.posts')}>{translate('calls.posts_of', { posts: call.posts, offered: call.advisors.posts })}</Fact>
            <Fact label={translate('calls.field.tracks')}>{call.tracks.map((track) => translate(`calls.track.${track}`)).join(', ')}</Fact>
            <Fact label={translate('calls.field.wishes_most')}>{call.wishes_most}</Fact>
            <Fact label={translate('calls.field.interviews_most')}>{call.interviews_most}</Fact>
            <Fact label={translate('calls.field.open_to_all')}>{translate(call.open_to_all ? 'ra.boolean.true' : 'ra.boolean.false')}</Fact>
            <Fact label={translate('calls.field.checklist')}>{call.checklist.map((item) => of(item, 'name')).join(' · ')}</Fact>
          </Box>
          {may('call.manage') && <Button size="small" variant="outlined" sx={{ mt: 1 }} onClick={() => setChanging(true)}>{translate('ra.action.edit')}</Button>}
        </Panel>
      </Grid>
      {changing && <Settings call={call} onClose={() => setChanging(false)} />}
    </Grid>
  );
};

// The phase that the call is in: by its days where they are all set, otherwise by what has been done.
const phaseNow = (call: Call) => {
  if (new Date(call.vacancy.deadline) > new Date()) return 'applying';
  const done = {
    eligibility: !call.candidates.submitted,
    ranking: call.rounds.some(({ kind, state }) => kind === 'interviews' && state !== 'discarded') || (call.advisors.taking_part > 0 && call.advisors.ranked >= call.advisors.taking_part),
    interviews: call.rounds.some(({ kind, state }) => kind === 'interviews' && state === 'confirmed'),
    offers: call.rounds.some(({ kind, state }) => kind === 'offers' && state === 'confirmed'),
    letters: false,
  };
  const dated = PHASES.filter((phase) => call[`${phase}_until`]);
  if (dated.length === PHASES.length) return PHASES.find((phase) => call[`${phase}_until`]! >= today()) ?? 'letters';
  return PHASES[Math.max(...PHASES.map((phase, n) => (done[phase] ? n + 1 : 0)))] ?? 'letters';
};

const FIELDS = ['posts', 'wishes_most', 'interviews_most', 'tracks', 'open_to_all', 'checklist', ...PHASES.map((phase) => `${phase}_until`)] as const;

const Settings = ({ call, onClose }: { call: Call; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const key = (label: string) => label.toLowerCase().normalize('NFD').replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 40) || 'item';
  return (
    <DialogForm
      title={translate('calls.settings')} defaults={Object.fromEntries(FIELDS.map((name) => [name, call[name]]))} onClose={onClose}
      onSubmit={async (values) => {
        const checklist = (values.checklist ?? []).map((item: Call['checklist'][number]) => ({ key: item.key || key(item.name_en ?? ''), name_nl: item.name_nl, name_en: item.name_en }));
        const dates = Object.fromEntries(PHASES.map((phase) => [`${phase}_until`, values[`${phase}_until`] || null]));
        await request('PATCH', `/calls/${call.id}`, { body: { ...Object.fromEntries(FIELDS.map((name) => [name, values[name]])), ...dates, checklist }, version: call.version });
        onClose();
        refresh();
      }}
    >
      <TwoColumns>
        <WholeInput source="posts" label="calls.field.posts" validate={[required(), minValue(1), maxValue(1000)]} />
        <SelectArrayInput source="tracks" label="calls.field.tracks" choices={TRACKS.map((id) => ({ id, name: `calls.track.${id}` }))} validate={required()} />
        <WholeInput source="wishes_most" label="calls.field.wishes_most" validate={[required(), minValue(1), maxValue(10)]} />
        <WholeInput source="interviews_most" label="calls.field.interviews_most" validate={[required(), minValue(1), maxValue(20)]} />
      </TwoColumns>
      <BooleanInput source="open_to_all" label="calls.field.open_to_all" helperText="calls.open_to_all_help" />
      <TwoColumns>{PHASES.map((phase) => <DateInput key={phase} source={`${phase}_until`} label={translate('calls.until', { phase: translate(`calls.phase.${phase}`) })} helperText={false} />)}</TwoColumns>
      <ArrayInput source="checklist" label="calls.field.checklist">
        <SimpleFormIterator inline disableReordering disableClear>
          <TextInput source="name_nl" label="calls.item_nl" validate={required()} helperText={false} />
          <TextInput source="name_en" label="calls.item_en" validate={required()} helperText={false} />
        </SimpleFormIterator>
      </ArrayInput>
    </DialogForm>
  );
};

export default CallView;
