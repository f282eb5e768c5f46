import { Alert, Box, Button, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, TextField, Tooltip, Typography } from '@mui/material';
import { useRef } from 'react';
import { useGetOne, useRefresh, useTranslate } from 'react-admin';

import { ConflictDialog } from '../ui/ConflictDialog';
import { useFormats } from '../ui/format';
import { problemText } from '../ui/MovesBar';
import { WHOLE } from '../ui/RecordFrame';
import { type Application, beingJudged, type Criterion, type Vacancy } from './types';
import { differing, type Judgement, ofReview, useReview } from './useReview';

const SCORES = ['1', '2', '3', '4', '5'];
const NOT_APPLICABLE = 'n/a';
const LEGEND = { fontWeight: 600, '&, &.Mui-focused, &.Mui-disabled': { color: 'text.primary' } }; // read after the decision too

const OneCriterion = ({ criterion, levels, closed, value, onChange }: {
  criterion: Criterion;
  levels: NonNullable<Criterion['levels']>; // what each score means, or none
  closed: boolean;
  value?: { score?: number | null; reason: string };
  onChange: (value: { score?: number | null; reason: string }) => void;
}) => {
  const translate = useTranslate();
  const { of, say } = useFormats();
  const reason = value?.reason ?? '';
  const chosen = value?.score === undefined ? '' : value.score === null ? NOT_APPLICABLE : String(value.score);
  return (
    <Box sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <FormControl component="fieldset" fullWidth disabled={closed}>
        <FormLabel component="legend" sx={LEGEND}>{of(criterion, 'name')}</FormLabel>
        {of(criterion, 'rubric') && <Typography variant="body2" color="text.secondary">{of(criterion, 'rubric')}</Typography>}
        <RadioGroup
          row value={chosen} name={criterion.id} sx={{ my: 0.5, '& .MuiFormControlLabel-root': { mr: 1, ml: -0.75 }, '& .MuiRadio-root': { p: 0.75 } }}
          onChange={(_event, score) => onChange({ reason, score: score === NOT_APPLICABLE ? null : Number(score) })}
        >
          {SCORES.map((score) => (
            <FormControlLabel
              key={score} value={score} label={score}
              control={<Radio size="small" slotProps={{ input: { 'aria-describedby': levels.length ? `${criterion.id}-${score}` : undefined } }} />}
            />
          ))}
          <FormControlLabel value={NOT_APPLICABLE} label={translate('hiring.not_applicable')} control={<Radio size="small" />} />
        </RadioGroup>
        {levels.length > 0 && (
          <Box component="ol" sx={{ m: 0, mb: 1.5, pl: 2.5, typography: 'body2', color: 'text.secondary' }}>
            {levels.map((level, n) => (
              <Box component="li" key={SCORES[n]} id={`${criterion.id}-${SCORES[n]}`} sx={chosen === SCORES[n] ? { color: 'text.primary', fontWeight: 600 } : undefined}>{say(level)}</Box>
            ))}
          </Box>
        )}
        <TextField
          multiline minRows={2} fullWidth disabled={closed} value={reason} label={translate('hiring.score_reason')} slotProps={{ htmlInput: { maxLength: 4000 } }}
          onChange={(event) => onChange({ score: value?.score, reason: event.target.value })}
        />
      </FormControl>
    </Box>
  );
};

// What is still to be done before this review can be handed in.
const missing = ({ scores, recommendation }: Judgement, criteria: Criterion[], name: (criterion: Criterion) => string, words: (key: string) => string) => [
  ...criteria.filter(({ id }) => scores[id]?.score === undefined || !scores[id]?.reason.trim()).map(name),
  ...(recommendation ? [] : [words('hiring.recommendation')]),
];

// To the first choice not made, or reason not written.
const toMissing = (form: HTMLFormElement | null) => {
  for (const group of form?.querySelectorAll('fieldset') ?? []) {
    const chosen = group.querySelector('input:checked');
    const reason = group.querySelector('textarea');
    if (chosen && (!reason || reason.value.trim())) continue;
    (chosen ? reason : group.querySelector('input'))?.focus();
    return;
  }
};

// My judgement, beside the documents. It saves itself; once submitted it is fixed, and once it is decided about.
export const ReviewForm = ({ application, onSubmitted }: { application: Application; onSubmitted?: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { of } = useFormats();
  const form = useRef<HTMLFormElement>(null);
  const closed = !beingJudged(application);
  const { values, change, saving, problem, save, submit, theirs, base, settle, putOff, setPutOff, unsaved } = useReview(application, closed);
  const { criteria } = application.vacancy;
  const { data: vacancy } = useGetOne<Vacancy>('vacancies', { id: application.vacancy_id, meta: WHOLE }); // it has the texts of the scores
  const left = missing(values, criteria, (criterion) => of(criterion, 'name'), translate);
  const hint = left.length > 0 ? translate('hiring.still_missing', { what: left.join(', ') }) : '';
  return (
    <Box component="form" ref={form} onSubmit={(event) => event.preventDefault()}>
      {closed
        ? <Alert severity="info" variant="outlined" sx={{ mb: 1 }}>{translate('hiring.review_late')}</Alert>
        : <Typography variant="body2" color="text.secondary" gutterBottom>{translate('hiring.review_help')}</Typography>}
      {unsaved && <Unsaved application={application} typed={unsaved} />}
      {criteria.map((criterion) => (
        <OneCriterion
          key={criterion.id} criterion={criterion} closed={closed} levels={vacancy?.criteria.find(({ id }) => id === criterion.id)?.levels ?? []} value={values.scores[criterion.id]}
          onChange={(value) => change({ ...values, scores: { ...values.scores, [criterion.id]: value } })}
        />
      ))}
      <Box sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
        <FormControl component="fieldset" fullWidth disabled={closed}>
          <FormLabel component="legend" sx={LEGEND}>{translate('hiring.recommendation')}</FormLabel>
          <RadioGroup row name="recommendation" value={values.recommendation ?? ''} onChange={(_event, value) => change({ ...values, recommendation: value as Judgement['recommendation'] })}>
            {['yes', 'maybe', 'no'].map((name) => <FormControlLabel key={name} value={name} label={translate(`hiring.recommend.${name}`)} control={<Radio size="small" />} />)}
          </RadioGroup>
        </FormControl>
        <TextField
          multiline minRows={2} fullWidth disabled={closed} value={values.note} label={translate('hiring.review_note')} slotProps={{ htmlInput: { maxLength: 10_000 } }}
          onChange={(event) => change({ ...values, note: event.target.value })}
        />
      </Box>
      {saving === 'unreachable' && (
        <Alert severity="warning" variant="outlined" sx={{ mb: 1 }} action={<Button size="small" color="inherit" onClick={() => void save()}>{translate('ui.try_again')}</Button>}>
          {translate('hiring.kept_here')}
        </Alert>
      )}
      {theirs && putOff && (
        <Alert severity="error" variant="outlined" sx={{ mb: 1 }} action={<Button size="small" color="inherit" onClick={() => setPutOff(false)}>{translate('ui.conflict_choose')}</Button>}>
          {translate(theirs.draft ? 'ui.conflict_drafts_title' : 'ui.conflict_own_title')}
        </Alert>
      )}
      {saving === 'refused' && !theirs && <Alert severity="error" variant="outlined" sx={{ mb: 1 }}>{problemText(problem)}</Alert>}
      <Box sx={{ display: closed ? 'none' : 'flex', alignItems: 'center', gap: 2 }}>
        <Tooltip title={hint} describeChild>
          <Button
            variant="contained" aria-disabled={left.length > 0} sx={left.length > 0 ? { opacity: 0.55, cursor: 'help' } : undefined}
            data-submit onClick={() => (left.length === 0 ? void submit().then((done) => done && (onSubmitted ?? refresh)()) : toMissing(form.current))}
          >
            {translate('hiring.submit_review')}
          </Button>
        </Tooltip>
        <Typography variant="body2" color="text.secondary" role="status">
          {saving === 'typing' || saving === 'saving' ? translate('hiring.saving') : saving === 'saved' ? translate('hiring.saved') : ''}
        </Typography>
      </Box>
      {hint && !closed && <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>{hint}</Typography>}
      {theirs && !putOff && (
        <TwoWindows
          application={application} mine={values} theirs={theirs.judgement} base={base} whose={theirs.draft ? 'drafts' : 'own'}
          onSettled={settle} onClose={() => setPutOff(true)}
        />
      )}
    </Box>
  );
};

const useParts = (application: Application) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const chosen = (score?: number | null) => (score === null ? translate('hiring.not_applicable') : score);
  return [
    ...application.vacancy.criteria.map((criterion) => ({
      name: criterion.id, label: of(criterion, 'name'),
      shown: ({ scores: { [criterion.id]: one } }: Judgement) => one && [chosen(one.score), one.reason].filter(Boolean).join(': '),
    })),
    { name: 'recommendation', label: translate('hiring.recommendation'), shown: ({ recommendation }: Judgement) => recommendation && translate(`hiring.recommend.${recommendation}`) },
    { name: 'note', label: translate('hiring.review_note'), shown: ({ note }: Judgement) => note },
  ];
};

// What was typed in this browser and came too late for the server.
const Unsaved = ({ application, typed }: { application: Application; typed: Judgement }) => {
  const translate = useTranslate();
  const differs = differing(typed, ofReview(application.my_review));
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>
      {translate('hiring.review_unsaved')}
      {useParts(application).filter(({ name, shown }) => differs.has(name) && shown(typed)).map(({ name, label, shown }) => (
        <Typography key={name} variant="body2" sx={{ mt: 0.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}><strong>{label}</strong> {shown(typed)}</Typography>
      ))}
    </Alert>
  );
};

// The same reviewer wrote in another window: choose per field. What was not typed in here is the other's.
const TwoWindows = ({ application, mine: typed, theirs, base, whose, onSettled, onClose }: {
  application: Application;
  mine: Judgement;
  theirs: Judgement;
  base: Judgement;
  whose: 'own' | 'drafts';
  onSettled: (chosen: Judgement) => void;
  onClose: () => void;
}) => {
  // A score is changed and never taken back: where none is chosen here, the other's goes with what was typed.
  const mine = {
    ...typed,
    scores: Object.fromEntries(Object.entries(typed.scores)
      .map(([id, { score, reason }]) => [id, { score: score === undefined ? theirs.scores[id]?.score : score, reason }])),
  };
  const touched = differing(typed, base);
  const differs = differing(mine, theirs);
  const clashes = useParts(application)
    .filter(({ name, shown }) => differs.has(name) && shown(mine) !== undefined)
    .map(({ name, label, shown }) => ({ name, label, mine: shown(mine) ?? '', theirs: shown(theirs) ?? '', untouched: !touched.has(name) }));
  const chosen = (own: Set<string>) => {
    const from = (name: string) => (own.has(name) ? mine : theirs);
    const scores = application.vacancy.criteria.flatMap(({ id }) => {
      const one = from(id).scores[id];
      return one ? [[id, one] as const] : [];
    });
    onSettled({ scores: Object.fromEntries(scores), recommendation: from('recommendation').recommendation, note: from('note').note });
  };
  return <ConflictDialog whose={whose} clashes={clashes} onChosen={chosen} onClose={onClose} />;
};
