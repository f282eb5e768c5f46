import BackIcon from '@mui/icons-material/ChevronLeft';
import ForthIcon from '@mui/icons-material/ChevronRight';
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, IconButton, Link, Stack, Tooltip, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useGetOne, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router';

import { isAbsent, request } from '../../app/http';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useFormats } from '../../ui/format';
import { Key } from '../../ui/Key';
import { NotFound } from '../../ui/NotFound';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { WHOLE } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { DeclareConflict } from '../DeclareConflict';
import { ReviewForm } from '../ReviewForm';
import { Reviews } from '../Reviews';
import { type Application, beingJudged } from '../types';
import { Asked } from './Asked';
import { leave, onKeys, score, toCriterion } from './keys';
import { Pages } from './Pages';
import type { Next } from './types';

const useNext = (vacancy: string, after?: string) =>
  useQuery({
    queryKey: ['next-review', vacancy, after ?? ''],
    queryFn: async () => (await request<Next>('GET', `/vacancies/${vacancy}/next-review${after ? `?after=${after}` : ''}`)).json,
  });

// A reviewer's hour: one application after the other, what was sent beside what one thinks of it.
const ReviewPage = () => {
  const { vacancy = '', application } = useParams();
  return application ? <One key={application} vacancy={vacancy} id={application} /> : <First vacancy={vacancy} />;
};

const First = ({ vacancy }: { vacancy: string }) => {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { data, error, refetch, isFetching } = useNext(vacancy); // what was next before is done by now
  useEffect(() => {
    if (data?.id && !isFetching) void navigate(`/review/${vacancy}/${data.id}`, { replace: true });
  }, [data, isFetching, navigate, vacancy]);
  if (isAbsent(error)) return <NotFound />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data || data.id || isFetching) return <PageSkeleton />;
  return <Done text={translate(data.of > 0 ? 'reviewing.all_done' : 'reviewing.nothing')} vacancy={vacancy} />;
};

const Done = ({ text, vacancy }: { text: string; vacancy: string }) => {
  const translate = useTranslate();
  return (
    <>
      <PageHead title={translate('reviewing.view')} />
      <Typography sx={{ mb: 2 }}>{text}</Typography>
      <Stack direction="row" gap={1} flexWrap="wrap">
        <Button component={RouterLink} to="/" variant="contained">{translate('reviewing.home')}</Button>
        <Button component={RouterLink} to={`/vacancies/${vacancy}/show`}>{translate('reviewing.to_vacancy')}</Button>
      </Stack>
    </>
  );
};

const One = ({ vacancy, id }: { vacancy: string; id: string }) => {
  const translate = useTranslate();
  const { of, date } = useFormats();
  const navigate = useNavigate();
  const notify = useNotify();
  const client = useQueryClient();
  const [help, setHelp] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const { data: application, error, refetch } = useGetOne<Application>('applications', { id, meta: WHOLE }, { retry: false });
  const { data: next } = useNext(vacancy, id);
  const go = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['next-review', vacancy] });
    void client.invalidateQueries({ queryKey: ['todo'] });
    void navigate(next?.id ? `/review/${vacancy}/${next.id}` : `/review/${vacancy}`);
  }, [client, navigate, next, vacancy]);
  const submitted = () => {
    notify('reviewing.submitted_next', { type: 'success' });
    void refetch();
    go();
  };
  useEffect(() => {
    const scores = Object.fromEntries(['1', '2', '3', '4', '5'].map((value) => [value, () => score(form.current, value)]));
    const declare = () => document.getElementById('declare-conflict')?.click();
    const stop = onKeys({ ...scores, c: () => toCriterion(form.current), j: go, k: () => void navigate(-1), x: declare, '?': () => setHelp(true) });
    const whileTyping = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.querySelector<HTMLButtonElement>('[data-submit]')?.click();
      if (event.key === 'Escape') leave(form.current);
    };
    window.addEventListener('keydown', whileTyping);
    return () => {
      stop();
      window.removeEventListener('keydown', whileTyping);
    };
  }, [go, navigate]);
  if (isAbsent(error)) return <NotFound />;
  if (error && !application) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!application) return <PageSkeleton />;
  const mine = application.my_review;
  return (
    <>
      <PageHead
        title={application.name} label={<StateLabel state={application.stage} />}
        above={<><Link component={RouterLink} to={`/vacancies/${vacancy}/show`}>{of(application.vacancy, 'title')}</Link> / {application.reference}</>}
        actions={
          <Stack direction="row" alignItems="center" gap={0.5} flexWrap="wrap">
            <Button size="small" color="inherit" component={RouterLink} to={`/applications/${id}/show`}>{translate('reviewing.whole')}</Button>
            <DeclareConflict application={application} go={go} />
            <Button size="small" color="inherit" aria-keyshortcuts="?" onClick={() => setHelp(true)} endIcon={<Key>?</Key>}>{translate('reviewing.keys')}</Button>
            <Tooltip title="k"><IconButton size="small" aria-label={translate('reviewing.back')} aria-keyshortcuts="k" onClick={() => void navigate(-1)}><BackIcon /></IconButton></Tooltip>
            <Tooltip title="j"><IconButton size="small" aria-label={translate('reviewing.next')} aria-keyshortcuts="j" onClick={go}><ForthIcon /></IconButton></Tooltip>
          </Stack>
        }
        below={next && <Progress next={next} by={next.review_by ? translate('reviewing.by', { day: date(next.review_by) }) : ''} />}
      />
      <Asked application={application} onConflict={go}>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr', '@media (min-width: 740px)': { gridTemplateColumns: 'minmax(0, 1fr) clamp(16rem, 38vw, 24rem)' }, alignItems: 'start' }}>
          <Pages application={application} />
          <Box ref={form} sx={{ minWidth: 0, '@media (min-width: 740px)': { position: 'sticky', top: 60, maxHeight: 'calc(100vh - 68px)', overflowY: 'auto' } }}>
            {(application.may_review || mine?.state === 'draft') && mine?.state !== 'submitted' ? (
              <Panel title={translate('hiring.my_review')} id="my-review">
                <ReviewForm key={`${id}.${mine?.state}.${beingJudged(application)}`} application={application} onSubmitted={submitted} />
              </Panel>
            ) : (
              <Alert severity={mine ? 'success' : 'info'} variant="outlined" sx={{ mb: 2 }} action={<Button size="small" color="inherit" onClick={go}>{translate('reviewing.next')}</Button>}>
                {translate(mine && beingJudged(application) ? 'hiring.review_locked' : mine ? 'hiring.review_kept' : 'hiring.review_late')}
              </Alert>
            )}
            {application.reviews.length > 0 && <Panel title={translate('hiring.reviews')} id="reviews"><Reviews application={application} /></Panel>}
          </Box>
        </Box>
      </Asked>
      {help && <Help onClose={() => setHelp(false)} />}
    </>
  );
};

const Progress = ({ next, by }: { next: Next; by: string }) => {
  const translate = useTranslate();
  const said = translate('reviewing.progress', { done: next.done, of: next.of });
  return (
    <Stack direction="row" alignItems="center" gap={1.5} sx={{ maxWidth: '30rem' }}>
      <Box component="progress" value={next.done} max={Math.max(next.of, 1)} aria-label={said} sx={{ flex: 1, minWidth: 60, height: 8, accentColor: (theme) => theme.palette.primary.main }} />
      <Typography variant="body2" color="text.secondary" noWrap>{[said, by].filter(Boolean).join(' · ')}</Typography>
    </Stack>
  );
};

const KEYS = [['1 – 5', 'score'], ['c', 'criterion'], ['Ctrl + Enter', 'submit'], ['j', 'next'], ['k', 'back'], ['→', 'page_next'], ['←', 'page_back'], ['d', 'document'], ['Esc', 'leave'], ['x', 'declare'], ['?', 'help']];

const Help = ({ onClose }: { onClose: () => void }) => {
  const translate = useTranslate();
  return (
    <Dialog open onClose={onClose} aria-labelledby="keys">
      <DialogTitle id="keys">{translate('reviewing.keys')}</DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 1, columnGap: 2 }}>
          {KEYS.map(([key, name]) => [
            <Box component="dt" key={key}><Key>{key}</Key></Box>,
            <Typography component="dd" variant="body2" key={name} sx={{ m: 0 }}>{translate(`reviewing.key.${name}`)}</Typography>,
          ])}
        </Box>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
};

export default ReviewPage;
