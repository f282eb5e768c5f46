import { Alert, Box, Button, Link, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useResourceDefinitions, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { ErrorPanel } from '../ui/ErrorPanel';
import { Face } from '../ui/Face';
import { useFormats } from '../ui/format';
import { PageHead } from '../ui/Page';
import { nobody, useDone } from '../ui/who';
import { domains } from './domains';
import { request } from './http';
import { useAllWords } from './i18n';
import { useMe } from './session';
import { Tour } from './Tour';

interface Words {
  nl: string;
  en: string;
}
interface Task {
  kind: string;
  record: { resource: string; id: string | null; reference: string };
  subject: Words;
  title: Words;
  since: string | null;
  due: string | null;
  group: 'overdue' | 'this_week' | 'later';
}
interface Todo {
  data: Task[];
  total: number;
  figures: { key: string; label: Words; value: number }[];
  opens: { key: string; resource: string; label: Words; value: Words }[];
  activity: Happened[];
}
interface Happened {
  at: string;
  who: string | null;
  move: string;
  kind: string;
  record: { resource: string; id: string; reference: string };
  subject: Words;
}

const GROUPS = ['overdue', 'this_week', 'later'] as const;
const AT_ONCE = 8;
// A line about several records opens those in their list.
const FILTERED: Record<string, object> = { 'bank.refused': { outcome: 'refused' } };

// What is done somewhere else than on the page of its record.
const ELSEWHERE: Record<string, (id: string) => string> = {
  'application.review': (id) => `/review/${id}`,
  'conflict_proposal.decide': (id) => `/vacancies/${id}/show?view=reviewing`,
  'reference.ask': (id) => `/vacancies/${id}/show?view=references`,
  'reference.late': (id) => `/vacancies/${id}/show?view=references`,
};

// The page of a record; the list where it has none of its own.
const usePlace = () => {
  const resources = useResourceDefinitions();
  return ({ resource, id }: Task['record'], kind = '') =>
    id && ELSEWHERE[kind] ? ELSEWHERE[kind](id) : id && resources[resource]?.hasShow ? `/${resource}/${id}/show` : `/${resource}${FILTERED[kind] ? `?filter=${encodeURIComponent(JSON.stringify(FILTERED[kind]))}` : ''}`;
};

const TaskLine = ({ task }: { task: Task }) => {
  const translate = useTranslate();
  const { say, date, short } = useFormats();
  const late = task.group === 'overdue';
  const subject = say(task.subject);
  const place = usePlace();
  return (
    <Box
      component="li"
      sx={{ display: 'flex', flexWrap: { xs: 'wrap', sm: 'nowrap' }, alignItems: 'center', columnGap: 1.5, py: 1, borderTop: 1, borderColor: 'divider', position: 'relative', '&:hover': { bgcolor: 'action.hover' } }}
    >
      <Face name={subject} />
      <Box sx={{ flex: 1, minWidth: 0, flexBasis: { xs: 'calc(100% - 48px)', sm: 0 } }}>
        <Typography variant="body1" sx={{ overflowWrap: 'anywhere' }}>
          {say(task.title)}{' '}
          {/* the whole line is the link */}
          <Link
            component={RouterLink} to={place(task.record, task.kind)} color="text.primary" underline="hover" fontWeight={600}
            sx={{ '&::after': { content: '""', position: 'absolute', inset: 0 } }}
          >
            {subject}
          </Link>
        </Typography>
        <Typography variant="body2" color="text.secondary" noWrap>
          {[task.record.reference, task.since && translate('home.waits', { since: date(task.since) })].filter(Boolean).join(' · ')}
        </Typography>
      </Box>
      {task.due && (
        <Typography variant="body2" title={short(task.due)} sx={{ color: late ? 'error.main' : 'text.secondary', whiteSpace: 'nowrap', textAlign: 'right', pl: { xs: '44px', sm: 0 } }}>
          {late ? translate('home.was_due', { due: date(task.due) }) : translate('home.due', { due: date(task.due) })}
        </Typography>
      )}
    </Box>
  );
};

const Group = ({ name, tasks }: { name: (typeof GROUPS)[number]; tasks: Task[] }) => {
  const translate = useTranslate();
  const [all, setAll] = useState(false);
  if (tasks.length === 0) return null;
  return (
    <Box component="section" aria-labelledby={`group-${name}`} sx={{ mb: 4 }}>
      <Typography variant="h2" id={`group-${name}`} sx={{ mb: 1, color: name === 'overdue' ? 'error.main' : undefined }}>
        {translate(`home.${name}`)} <Typography component="span" color="text.secondary" sx={{ fontSize: '1rem' }}>{tasks.length}</Typography>
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderBottom: 1, borderColor: 'divider' }}>
        {(all ? tasks : tasks.slice(0, AT_ONCE)).map((task) => <TaskLine key={`${task.kind}.${task.record.id}.${task.record.reference}`} task={task} />)}
      </Box>
      {!all && tasks.length > AT_ONCE && (
        <Button size="small" onClick={() => setAll(true)} sx={{ mt: 0.5 }}>{translate('home.more', { smart_count: tasks.length - AT_ONCE })}</Button>
      )}
    </Box>
  );
};

const Figures = ({ figures }: { figures: Todo['figures'] }) => {
  const translate = useTranslate();
  const { say, number } = useFormats();
  return (
    <Box component="section" aria-labelledby="figures">
      <Typography variant="h2" id="figures" sx={{ mb: 1 }}>{translate('home.figures')}</Typography>
      <Box component="dl" sx={{ m: 0 }}>
        {figures.map((figure) => (
          <Box key={figure.key} sx={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', py: 1, borderTop: 1, borderColor: 'divider' }}>
            <Typography component="dt" variant="body2" color="text.secondary">{say(figure.label)}</Typography>
            <Typography component="dd" sx={{ m: 0, fontSize: '1.35rem', fontWeight: 600 }}>{number(figure.value)}</Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
};

// What somebody who looks into the house opens first, with what is to be seen there.
const Opens = ({ lines }: { lines: Todo['opens'] }) => {
  const translate = useTranslate();
  const { say, number } = useFormats();
  const shown = (value: string) => (/^\d+$/.test(value) ? number(Number(value)) : value);
  return (
    <Box component="section" aria-labelledby="opens" sx={{ mb: 4 }}>
      <Typography variant="h2" id="opens" sx={{ mb: 1 }}>{translate('home.opens')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderBottom: 1, borderColor: 'divider' }}>
        {lines.map((line) => (
          <Box component="li" key={line.key} sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', py: 1, borderTop: 1, borderColor: 'divider', position: 'relative', '&:hover': { bgcolor: 'action.hover' } }}>
            <Link component={RouterLink} to={`/${line.resource}`} color="text.primary" underline="hover" fontWeight={600} sx={{ '&::after': { content: '""', position: 'absolute', inset: 0 } }}>{say(line.label)}</Link>
            <Typography sx={{ whiteSpace: 'nowrap' }}>{shown(say(line.value))}</Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
};

// Who did what last, in sentences.
const Activity = ({ lines }: { lines: Happened[] }) => {
  useAllWords();
  const translate = useTranslate();
  const done = useDone();
  const { say, short, ago } = useFormats();
  const place = usePlace();
  return (
    <Box component="section" aria-labelledby="activity" sx={{ mt: 4 }}>
      <Typography variant="h2" id="activity" sx={{ mb: 1 }}>{translate('home.activity')}</Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {lines.map((line) => {
          const who = line.who ?? translate(nobody(line.record.resource, line.move));
          return (
            <Box component="li" key={line.at + line.record.id + line.move} sx={{ display: 'flex', gap: 1.25, py: 1, borderTop: 1, borderColor: 'divider' }}>
              <Face name={who} size={28} />
              <Box sx={{ minWidth: 0 }}>
                <Typography variant="body2"><strong>{who}</strong> {done(line.record.resource, line.move)}</Typography>
                <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
                  {translate(`operations.table.${line.kind}`)}{' '}
                  <Link component={RouterLink} to={place(line.record)} color="text.primary">{say(line.subject) || line.record.reference}</Link>
                  {' · '}<time dateTime={line.at} title={short(line.at)}>{ago(line.at)}</time>
                </Typography>
              </Box>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
};

// Home is what waits for me; for whom a domain has a page of their own, that page.
export const Home = () => {
  const me = useMe();
  const Own = domains.find((domain) => domain.home?.when(me))?.home?.page;
  return Own ? <Own /> : <Waiting />;
};

// What I was given, and do not hold yet: until then nothing of it can be opened.
const Coming = () => {
  const translate = useTranslate();
  const { say, date } = useFormats();
  const { coming = [] } = useMe();
  return coming.map(({ id, title, role, scope, from }) => (
    <Alert key={id} severity="info" variant="outlined" sx={{ mb: 2, maxWidth: '46rem' }}>
      {translate('home.coming', { from: date(from), role: [say(title) || role, say(scope)].filter(Boolean).join(', ') })}
    </Alert>
  ));
};

// What waits for me, since when, and what is due this week; then the few figures of my role.
const Waiting = () => {
  const translate = useTranslate();
  const { account } = useMe();
  const { data, error, refetch } = useQuery({
    queryKey: ['todo'],
    queryFn: () => request<Todo>('GET', '/todo').then(({ json }) => json),
  });
  const first = account.name.split(' ')[0];
  return (
    <>
      <PageHead
        title={translate('home.hello', { name: first })}
        below={data && data.total > 0 && <Typography color="text.secondary">{translate('home.total', { smart_count: data.total })}</Typography>}
      />
      <Coming />
      <Tour />
      {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 280px' }, columnGap: 7, rowGap: 2 }}>
        <Box data-tour="todo">
          {!data && !error && [0, 1, 2, 3].map((line) => <Skeleton key={line} height={52} />)}
          {data && data.opens.length > 0 && <Opens lines={data.opens} />}
          {data?.total === 0 && (
            <Box sx={{ borderTop: 1, borderColor: 'divider', py: 5, maxWidth: '34em' }}>
              <Typography variant="h2" gutterBottom>{translate('home.nothing')}</Typography>
              <Typography color="text.secondary">{translate('home.nothing_help')}</Typography>
            </Box>
          )}
          {data && GROUPS.map((name) => <Group key={name} name={name} tasks={data.data.filter((task) => task.group === name)} />)}
        </Box>
        {data && (
          <Box>
            <Figures figures={data.figures} />
            {data.activity.length > 0 && <Suspense fallback={null}><Activity lines={data.activity} /></Suspense>}
          </Box>
        )}
      </Box>
    </>
  );
};
