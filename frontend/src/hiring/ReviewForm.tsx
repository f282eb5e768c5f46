import { Alert, Box, Button, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, TextField, Tooltip, Typography } from '@mui/material';
import { useRefresh, useTranslate } from 'react-admin';

import { ConflictDialog } from '../ui/ConflictDialog';
import { useFormats } from '../ui/format';
import { problemText } from '../ui/MovesBar';
import { type Application, beingJudged, type Criterion } from './types';
import { type Judgement, ofReview, useReview } from './useReview';

const SCORES = ['1', '2', '3', '4', '5'];
const NOT_APPLICABLE = 'n/a';

const OneCriterion = ({ criterion, closed, value, onChange }: {
  criterion: Criterion;
  closed: boolean;
  value?: { score?: number | null; reason: string };
  onChange: (value: { score?: number | null; reason: string }) => void;
}) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const reason = value?.reason ?? '';
  const chosen = value?.score === undefined ? '' : value.score === null ? NOT_APPLICABLE : String(value.score);
  return (
    <Box sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <FormControl component="fieldset" fullWidth disabled={closed}>
        <FormLabel component="legend" sx={{ color: 'text.primary', fontWeight: 600, '&.Mui-focused': { color: 'text.primary' } }}>{of(criterion, 'name')}</FormLabel>
        {of(criterion, 'rubric') && <Typography variant="body2" color="text.secondary">{of(criterion, 'rubric')}</Typography>}
        <RadioGroup
          row value={chosen} name={criterion.id} sx={{ my: 0.5, '& .MuiFormControlLabel-root': { mr: 1, ml: -0.75 }, '& .MuiRadio-root': { p: 0.75 } }}
          onChange={(_event, score) => onChange({ reason, score: score === NOT_APPLICABLE ? null : Number(score) })}
        >
          {SCORES.map((score) => <FormControlLabel key={score} value={score} label={score} control={<Radio size="small" />} />)}
          <FormControlLabel value={NOT_APPLICABLE} label={translate('hiring.not_applicable')} control={<Radio size="small" />} />
        </RadioGroup>
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

// My judgement, beside the documents. It saves itself; once submitted it is fixed, and once it is decided about.
export const ReviewForm = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { of } = useFormats();
  const { values, change, saving, problem, save, submit, theirs, settle, leave } = useReview(application);
  const elsewhere = [412, 428].includes((problem as { status?: number } | null)?.status ?? 0); // the choice was put off
  const { criteria } = application.vacancy;
  const closed = !beingJudged(application);
  const left = missing(values, criteria, (criterion) => of(criterion, 'name'), translate);
  const hint = left.length > 0 ? translate('hiring.still_missing', { what: left.join(', ') }) : '';
  return (
    <Box component="form" onSubmit={(event) => event.preventDefault()}>
      {closed
        ? <Alert severity="info" variant="outlined" sx={{ mb: 1 }}>{translate('hiring.review_late')}</Alert>
        : <Typography variant="body2" color="text.secondary" gutterBottom>{translate('hiring.review_help')}</Typography>}
      {criteria.map((criterion) => (
        <OneCriterion
          key={criterion.id} criterion={criterion} closed={closed} value={values.scores[criterion.id]}
          onChange={(value) => change({ ...values, scores: { ...values.scores, [criterion.id]: value } })}
        />
      ))}
      <Box sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
        <FormControl component="fieldset" fullWidth disabled={closed}>
          <FormLabel component="legend" sx={{ color: 'text.primary', fontWeight: 600 }}>{translate('hiring.recommendation')}</FormLabel>
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
      {saving === 'refused' && !theirs && <Alert severity="error" variant="outlined" sx={{ mb: 1 }}>{elsewhere ? translate('ui.conflict_own_title') : problemText(problem)}</Alert>}
      <Box sx={{ display: closed ? 'none' : 'flex', alignItems: 'center', gap: 2 }}>
        <Tooltip title={hint} describeChild>
          <Button
            variant="contained" aria-disabled={left.length > 0} sx={left.length > 0 ? { opacity: 0.55, cursor: 'help' } : undefined}
            onClick={() => left.length === 0 && void submit().then((done) => done && refresh())}
          >
            {translate('hiring.submit_review')}
          </Button>
        </Tooltip>
        <Typography variant="body2" color="text.secondary" role="status">
          {saving === 'typing' || saving === 'saving' ? translate('hiring.saving') : saving === 'saved' ? translate('hiring.saved') : ''}
        </Typography>
      </Box>
      {hint && !closed && <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>{hint}</Typography>}
      {theirs && <TwoWindows application={application} mine={values} theirs={ofReview(theirs)} onSettled={settle} onClose={leave} />}
    </Box>
  );
};

// The same reviewer wrote in another window: choose per field.
const TwoWindows = ({ application, mine, theirs, onSettled, onClose }: {
  application: Application;
  mine: Judgement;
  theirs: Judgement;
  onSettled: (chosen: Judgement) => void;
  onClose: () => void;
}) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const score = (value?: { score?: number | null; reason: string }) => value && `${value.score ?? translate('hiring.not_applicable')}: ${value.reason}`;
  const clashes = [
    ...application.vacancy.criteria.map((criterion) => ({
      name: criterion.id, label: of(criterion, 'name'), mine: score(mine.scores[criterion.id]), theirs: score(theirs.scores[criterion.id]),
    })),
    { name: 'recommendation', label: translate('hiring.recommendation'), mine: mine.recommendation, theirs: theirs.recommendation },
    { name: 'note', label: translate('hiring.review_note'), mine: mine.note, theirs: theirs.note },
  ].filter((clash) => clash.mine !== clash.theirs);
  const chosen = (own: Set<string>) => {
    const from = (name: string) => (own.has(name) ? mine : theirs);
    const differs = new Set(clashes.map(({ name }) => name));
    const scores = Object.fromEntries(
      application.vacancy.criteria.map(({ id }) => [id, (differs.has(id) ? from(id) : mine).scores[id]]).filter(([, value]) => value !== undefined),
    ) as Judgement['scores'];
    onSettled({ scores, recommendation: (differs.has('recommendation') ? from('recommendation') : mine).recommendation, note: (differs.has('note') ? from('note') : mine).note });
  };
  return <ConflictDialog own clashes={clashes} onChosen={chosen} onClose={onClose} />;
};
