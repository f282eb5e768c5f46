import MoreIcon from '@mui/icons-material/ArrowDropDown';
import { Box, Button, Grid, Link, Menu, MenuItem, Tab, Tabs, Typography } from '@mui/material';
import { Suspense, useState } from 'react';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { MovesBar } from '../ui/MovesBar';
import { Outside } from '../ui/Outside';
import { PageSkeleton } from '../ui/Page';
import { Fact, Panel } from '../ui/parts';
import { Prose } from '../ui/Prose';
import { RecordFrame } from '../ui/RecordFrame';
import { StateLabel } from '../ui/StateLabel';
import { Timeline } from '../ui/Timeline';
import { zoneName } from '../ui/zones';
import { previewPath } from './careers/choices';
import { SaveAsTemplate } from './careers/SaveAsTemplate';
import { useVacancyLetters } from './careers/useVacancyLetters';
import { Committee } from './Committee';
import { ExportStage } from './exchange/ExportStage';
import { ImportApplications } from './ImportApplications';
import { VACANCY_VIEWS, type VacancyView } from './places';
import { STAGES, type Vacancy } from './types';
import { VacancyBoard } from './VacancyBoard';

const VacancyShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  const letters = useVacancyLetters();
  return (
    <RecordFrame
      title={(record) => of(record, 'title')}
      above={(record) => <><Link component={RouterLink} to="/vacancies">{translate('hiring.menu.vacancies')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="vacancies" asks={letters} />}
      actions={<Actions />}
    >
      <Views />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Vacancy>();
  if (!record) return null;
  return (
    <>
      {record.state === 'published' && <Typography variant="body2" component="span" sx={{ alignSelf: 'center', mr: 1 }}><Outside to={window.location.origin + record.public_path}>{translate('hiring.public_page')}</Outside></Typography>}
      {(record.state === 'draft' || record.state === 'approved') && <Typography variant="body2" component="span" sx={{ alignSelf: 'center', mr: 1 }}><Outside to={window.location.origin + previewPath(record)}>{translate('careers.preview')}</Outside></Typography>}
      {may('vacancy.write') && <SaveAsTemplate vacancy={record} />}
      {may('application.import') && record.state !== 'draft' && <ImportApplications />}
      {may('vacancy.write') && record.state === 'draft' && <EditButton variant="outlined" />}
    </>
  );
};

// People at work look at the applications first; before there are any, at the vacancy itself.
const Views = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Vacancy>();
  const [params, setParams] = useSearchParams();
  if (!record) return null;
  const show = (name: string) => setParams({ view: name }, { replace: true });
  const more = VACANCY_VIEWS.filter(({ needs, when }) => may(...needs) && (!when || when(record)));
  const received = Object.values(record.counts).reduce((sum, count) => sum + count, 0);
  const wanted = params.get('view');
  const view = ['applications', 'vacancy', ...more.map(({ name }) => name)].find((name) => name === wanted) ?? (received > 0 ? 'applications' : 'vacancy');
  const Other = more.find(({ name }) => name === view)?.view;
  const beside = more.filter(({ name, seldom }) => !seldom || name === view);
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', mb: 2, borderBottom: 1, borderColor: 'divider' }}>
        <Tabs
          value={view} variant="scrollable" onChange={(_event, name: string) => show(name)} aria-label={translate('hiring.views')}
          sx={{ minHeight: 40, '& .MuiTab-root': { minHeight: 40, minWidth: 0, textTransform: 'none' } }}
        >
          <Tab value="applications" label={`${translate('hiring.menu.applications')} (${received})`} id="tab-applications" aria-controls="panel" />
          <Tab value="vacancy" label={translate('hiring.about_vacancy')} id="tab-vacancy" aria-controls="panel" />
          {beside.map(({ name, label }) => <Tab key={name} value={name} label={translate(label)} id={`tab-${name}`} aria-controls="panel" />)}
        </Tabs>
        {beside.length < more.length && <More views={more.filter((one) => !beside.includes(one))} onChosen={show} />}
      </Box>
      <Box role="tabpanel" id="panel" aria-labelledby={`tab-${view}`}>
        {Other ? <Suspense fallback={<PageSkeleton />}><Other vacancy={record} /></Suspense> : view === 'applications' ? <Applications received={received} /> : <About />}
      </Box>
    </>
  );
};

const More = ({ views, onChosen }: { views: VacancyView[]; onChosen: (name: string) => void }) => {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button color="inherit" endIcon={<MoreIcon />} aria-haspopup="menu" sx={{ flex: 'none' }} onClick={(event) => setAnchor(event.currentTarget)}>{translate('hiring.more_views')}</Button>
      <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {views.map(({ name, label }) => (
          <MenuItem key={name} onClick={() => { setAnchor(null); onChosen(name); }}>{translate(label)}</MenuItem>
        ))}
      </Menu>
    </>
  );
};

const Applications = ({ received }: { received: number }) => {
  const translate = useTranslate();
  const record = useRecordContext<Vacancy>();
  if (!record) return null;
  if (received === 0) return <Typography color="text.secondary" sx={{ py: 4 }}>{translate('hiring.no_applications_yet')}</Typography>;
  const list = `/applications?filter=${encodeURIComponent(JSON.stringify({ vacancy_id: record.id }))}`;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1.5, flexWrap: 'wrap' }}>
        <Funnel counts={record.counts} />
        <Box sx={{ flex: 1 }} />
        <ExportStage vacancy={record} />
        <Button component={RouterLink} to={list} size="small">{translate('hiring.as_table')}</Button>
      </Box>
      <VacancyBoard vacancy={record} />
    </>
  );
};

// How many stand where: in words and numbers, and as one quiet bar.
const Funnel = ({ counts }: { counts: Record<string, number> }) => {
  const translate = useTranslate();
  const { number } = useFormats();
  return (
    <Typography variant="body2" color="text.secondary">
      {STAGES.filter((stage) => counts[stage]).map((stage) => `${number(counts[stage]!)} ${translate(`state.${stage}`)}`).join(' · ')}
    </Typography>
  );
};

const About = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  // who came to the committee and who left it is history of the vacancy too
  const seats = ({ committee_history }: Vacancy) => committee_history.map(({ at, who, move, name, role, from }) => ({
    at, who, said: translate(`hiring.seat.${move === 'appoint' && from ? 'appoint_later' : move}`, { name, role: translate(`hiring.role.${role}`).toLowerCase(), from: date(from) }),
  }));
  const record = useRecordContext<Vacancy>();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Panel title={translate('hiring.texts')} id="texts"><Texts vacancy={record} /></Panel>
        <Panel title={translate('hiring.criteria')} id="criteria"><Criteria vacancy={record} /></Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('hiring.facts')} id="facts"><Facts vacancy={record} /></Panel>
        <Panel title={translate('hiring.committee')} id="committee"><Committee vacancy={record} /></Panel>
        <Box sx={{ p: 2 }}><Timeline resource="vacancies" more={seats(record)} /></Box>
      </Grid>
    </Grid>
  );
};

const Texts = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const { locale } = useFormats();
  const [language, setLanguage] = useState(locale === 'nl' ? 'nl' : 'en');
  return (
    <>
      <Tabs value={language} onChange={(_event, value: string) => setLanguage(value)} aria-label={translate('hiring.language_of_text')} sx={{ minHeight: 34, mb: 1.5, '& .MuiTab-root': { minHeight: 34, py: 0, textTransform: 'none' } }}>
        <Tab value="nl" label="Nederlands" lang="nl" />
        <Tab value="en" label="English" lang="en" />
      </Tabs>
      <Typography variant="h2" component="h3" lang={language} gutterBottom>{language === 'nl' ? vacancy.title_nl : vacancy.title_en}</Typography>
      <Prose text={language === 'nl' ? vacancy.text_nl : vacancy.text_en} lang={language} />
    </>
  );
};

const Criteria = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  if (vacancy.criteria.length === 0) return <Typography variant="body2" color="text.secondary">{translate('hiring.no_criteria')}</Typography>;
  return (
    <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
      {vacancy.criteria.map((criterion) => (
        <li key={criterion.id}>
          <Typography fontWeight={600}>{of(criterion, 'name')}</Typography>
          <Typography variant="body2" color="text.secondary">{of(criterion, 'rubric')}</Typography>
        </li>
      ))}
    </Box>
  );
};

const Facts = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const { euro, moment, date, number } = useFormats();
  const field = (name: string) => translate(`resources.vacancies.fields.${name}`);
  const asked = vacancy.documents_asked.map(({ kind, required }) => translate(`kind.${kind}`) + (required ? '' : ` (${translate('hiring.optional')})`));
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={field('deadline')}>
        {moment(vacancy.deadline, vacancy.time_zone)}
        {(vacancy.state === 'draft' || vacancy.state === 'approved') && new Date(vacancy.deadline) < new Date() && (
          <Typography component="span" variant="body2" color="warning.main" display="block">{translate('hiring.deadline_over')}</Typography>
        )}
      </Fact>
      <Fact label={field('grace_minutes')}>{vacancy.grace_minutes ? translate('hiring.minutes', { smart_count: vacancy.grace_minutes }) : translate('hiring.no_grace')}</Fact>
      <Fact label={field('employer_id')}>{vacancy.employer}</Fact>
      <Fact label={field('location')}>{vacancy.location}</Fact>
      <Fact label={field('salary')}>{euro(vacancy.salary_min_cents)} – {euro(vacancy.salary_max_cents)} {vacancy.salary_scale && `(${translate('hiring.scale', { scale: vacancy.salary_scale })})`}</Fact>
      <Fact label={field('fte_percent')}>{vacancy.fte_percent} % ({translate('hiring.hours', { hours: number(vacancy.hours_per_week) })})</Fact>
      <Fact label={field('contract_months')}>{vacancy.contract_months && translate('hiring.months', { smart_count: vacancy.contract_months })}</Fact>
      <Fact label={field('starts_on')}>{date(vacancy.starts_on)}</Fact>
      <Fact label={field('documents_asked')}>{asked.join(', ')}</Fact>
      <Fact label={translate('references.title')}>
        {vacancy.referees_asked
          ? translate('references.fact', { number: vacancy.referees_asked, when: translate(`references.fact_when.${vacancy.references_asked_when}`), smart_count: vacancy.referee_deadline_days })
          : translate('references.fact_none')}
      </Fact>
      <Fact label={field('time_zone')}>{zoneName(vacancy.time_zone)}</Fact>
      <Fact label={translate('hiring.written_by')}>{vacancy.created_by_name}</Fact>
    </Box>
  );
};

export default VacancyShow;
