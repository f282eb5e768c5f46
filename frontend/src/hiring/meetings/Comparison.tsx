import LeftIcon from '@mui/icons-material/ArrowBack';
import RightIcon from '@mui/icons-material/ArrowForward';
import { Box, Button, Checkbox, Chip, FormControlLabel, GlobalStyles, IconButton, Link, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useFormats } from '../../ui/format';
import { PageSkeleton } from '../../ui/Page';
import { StateLabel } from '../../ui/StateLabel';
import type { Criterion, Vacancy } from '../types';
import type { Meeting } from './types';
import { moved, useRecords, useWrite } from './useMeeting';

interface Candidate {
  id: string;
  reference: string;
  name: string;
  stage: string;
  summary: { asked: number; in: number; means: { criterion_id: string; mean: number | null }[] | null };
  reviews: { reviewer: string | null; recommendation: string | null; note: string; scores: { criterion_id: string; score: number | null; reason: string }[] }[];
}
interface Found {
  criteria: Criterion[];
  candidates: Candidate[];
  most: number;
}

const STAGES = ['eligible', 'longlisted', 'shortlisted', 'interview', 'selected'];

// Whom a committee compares most; where nobody stands there yet, the furthest stage that has people.
const compared = (counts: Record<string, number>) => {
  const there = STAGES.filter((stage) => counts[stage]);
  const usual = there.filter((stage) => stage === 'shortlisted' || stage === 'interview');
  return usual.length > 0 ? usual : [there.at(-1) ?? 'shortlisted'];
};

// Only the table, and all of it, on paper.
const ON_PAPER = {
  '@media print': {
    '@page': { size: 'landscape' },
    'body *': { visibility: 'hidden' },
    '#comparison, #comparison *': { visibility: 'visible' },
    '#comparison': { position: 'absolute', left: 0, top: 0, overflow: 'visible', maxHeight: 'none' },
  },
};

// Candidates side by side by criterion, as people judged them. In the order of names; who is in sight, one chooses oneself.
const Comparison = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const [stages, setStages] = useState(() => compared(vacancy.counts));
  const [hidden, setHidden] = useState<string[]>([]);
  const [reasons, setReasons] = useState(true);
  const { data, error, refetch } = useQuery({
    queryKey: ['vacancies', 'comparison', vacancy.id, stages],
    queryFn: () => request<Found>('GET', `/vacancies/${vacancy.id}/comparison?${stages.map((stage) => `stage=${stage}`).join('&')}`).then(({ json }) => json),
    placeholderData: (before) => before,
  });
  const toggle = (list: string[], one: string) => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const shown = data.candidates.filter(({ id }) => !hidden.includes(id));
  return (
    <>
      <GlobalStyles styles={ON_PAPER} />
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('meetings.lead')}</Typography>
      <Stack direction="row" flexWrap="wrap" alignItems="center" columnGap={2}>
        <Box role="group" aria-label={translate('meetings.stages')}>
          {STAGES.map((stage) => (
            <FormControlLabel
              key={stage} label={translate(`state.${stage}`)}
              control={<Checkbox size="small" checked={stages.includes(stage)} disabled={stages.length === 1 && stages.includes(stage)} onChange={() => setStages(toggle(stages, stage))} />}
            />
          ))}
        </Box>
        <Box sx={{ flex: 1 }} />
        <FormControlLabel label={translate('meetings.reasons')} control={<Checkbox size="small" checked={reasons} onChange={() => setReasons(!reasons)} />} />
        <Button size="small" variant="outlined" disabled={shown.length === 0} onClick={() => window.print()}>{translate('meetings.print')}</Button>
      </Stack>
      {data.candidates.length > 1 && (
        <Stack direction="row" flexWrap="wrap" gap={0.75} role="group" aria-label={translate('meetings.chosen')} sx={{ my: 1 }}>
          {data.candidates.map(({ id, name }) => (
            <Chip key={id} label={name} variant={hidden.includes(id) ? 'outlined' : 'filled'} aria-pressed={!hidden.includes(id)} onClick={() => setHidden(toggle(hidden, id))} sx={{ minHeight: 32 }} />
          ))}
        </Stack>
      )}
      {data.candidates.length === data.most && <Typography variant="body2" color="warning.main">{translate('meetings.most', { most: data.most })}</Typography>}
      {shown.length === 0 ? <Typography color="text.secondary" sx={{ py: 4 }}>{translate('meetings.none')}</Typography> : <Side criteria={data.criteria} candidates={shown} reasons={reasons} />}
    </>
  );
};

// The candidates of a meeting in the order of its agenda, which people give: by hand, and by the keyboard too.
export const ComparedAgenda = ({ meeting }: { meeting: Meeting }) => {
  const translate = useTranslate();
  const [reasons, setReasons] = useState(true);
  const records = useRecords(meeting.vacancy_id);
  const { write, waits } = useWrite(meeting);
  const ids = meeting.items.map(({ application_id }) => application_id);
  const { data, error, refetch } = useQuery({
    queryKey: ['meetings', 'comparison', meeting.id, ids],
    queryFn: () => request<Found>('GET', `/meetings/${meeting.id}/comparison`).then(({ json }) => json),
    placeholderData: (before) => before,
  });
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (data.candidates.length === 0) return <Typography color="text.secondary" sx={{ py: 4 }}>{translate('meetings.no_agenda_read')}</Typography>;
  const move = records && ['planned', 'held'].includes(meeting.state) ? (id: string, by: -1 | 1) => void write('PUT', '/agenda', { application_ids: moved(ids, id, by) }) : undefined;
  return (
    <>
      <GlobalStyles styles={ON_PAPER} />
      <Stack direction="row" flexWrap="wrap" alignItems="center" columnGap={2} sx={{ mb: 1 }}>
        <Typography variant="body2" color="text.secondary">{translate('meetings.agenda_lead')}</Typography>
        <Box sx={{ flex: 1 }} />
        <FormControlLabel label={translate('meetings.reasons')} control={<Checkbox size="small" checked={reasons} onChange={() => setReasons(!reasons)} />} />
        <Button size="small" variant="outlined" onClick={() => window.print()}>{translate('meetings.print')}</Button>
      </Stack>
      <Side criteria={data.criteria} candidates={data.candidates} reasons={reasons} onMove={move} waits={waits} />
    </>
  );
};

interface SideProps {
  criteria: Criterion[];
  candidates: Candidate[];
  reasons: boolean;
  onMove?: (id: string, by: -1 | 1) => void;
  waits?: boolean;
}

const Side = ({ criteria, candidates, reasons, onMove, waits = false }: SideProps) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const sticky = { position: 'sticky', left: 0, zIndex: 1, bgcolor: 'background.paper' } as const;
  return (
    <Box id="comparison" tabIndex={0} role="region" aria-label={translate('meetings.table')} sx={{ overflow: 'auto', maxHeight: '75vh', border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
      <Table size="small" stickyHeader sx={{ '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ ...sticky, zIndex: 3, minWidth: '8rem', width: '10rem' }}>{translate('hiring.criterion')}</TableCell>
            {candidates.map(({ id, name, reference, stage, summary }, at) => (
              <TableCell key={id} sx={{ minWidth: '13rem', bgcolor: 'background.paper' }}>
                <Link component={RouterLink} to={`/applications/${id}/show`} fontWeight={600}>{name}</Link>
                <Typography variant="body2" color="text.secondary">{reference} · {translate('meetings.waiting', { received: summary.in, asked: summary.asked })}</Typography>
                <Stack direction="row" alignItems="center">
                  <StateLabel state={stage} />
                  {onMove && candidates.length > 1 && (
                    <Box sx={{ ml: 1, '@media print': { display: 'none' } }}>
                      <IconButton size="small" disabled={waits || at === 0} aria-label={translate('meetings.up', { name })} onClick={() => onMove(id, -1)}><LeftIcon fontSize="small" /></IconButton>
                      <IconButton size="small" disabled={waits || at === candidates.length - 1} aria-label={translate('meetings.down', { name })} onClick={() => onMove(id, 1)}><RightIcon fontSize="small" /></IconButton>
                    </Box>
                  )}
                </Stack>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {criteria.map((criterion) => (
            <TableRow key={criterion.id}>
              <TableCell component="th" scope="row" sx={{ ...sticky, fontWeight: 600 }}>{of(criterion, 'name')}</TableCell>
              {candidates.map((candidate) => <TableCell key={candidate.id}><Judged candidate={candidate} criterion={criterion.id} reasons={reasons} /></TableCell>)}
            </TableRow>
          ))}
          <TableRow>
            <TableCell component="th" scope="row" sx={{ ...sticky, fontWeight: 600 }}>{translate('hiring.recommendation')}</TableCell>
            {candidates.map(({ id, reviews }) => (
              <TableCell key={id}>
                {reviews.length === 0 && <Typography variant="body2" color="text.secondary">{translate('meetings.no_reviews')}</Typography>}
                {reviews.map(({ reviewer, recommendation, note }) => (
                  <Typography key={reviewer} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                    <strong>{recommendation && translate(`hiring.recommend.${recommendation}`)}</strong> {reviewer}{reasons && note && <em> {note}</em>}
                  </Typography>
                ))}
              </TableCell>
            ))}
          </TableRow>
        </TableBody>
      </Table>
    </Box>
  );
};

const Judged = ({ candidate, criterion, reasons }: { candidate: Candidate; criterion: string; reasons: boolean }) => {
  const translate = useTranslate();
  const { number } = useFormats();
  const mean = candidate.summary.means?.find(({ criterion_id }) => criterion_id === criterion)?.mean;
  return (
    <>
      {mean != null && <Typography variant="body2" gutterBottom>{translate('hiring.mean')} <strong>{number(mean)}</strong></Typography>}
      {candidate.reviews.map(({ reviewer, scores }) => {
        const one = scores.find(({ criterion_id }) => criterion_id === criterion);
        return (
          <Typography key={reviewer} variant="body2" sx={{ overflowWrap: 'anywhere', mb: 0.5 }}>
            <strong>{one?.score ?? '–'}</strong> {reviewer}{reasons && one?.reason && <Typography component="span" variant="body2" color="text.secondary"> {one.reason}</Typography>}
          </Typography>
        );
      })}
    </>
  );
};

export default Comparison;
