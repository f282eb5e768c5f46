import DownIcon from '@mui/icons-material/ArrowDownward';
import UpIcon from '@mui/icons-material/ArrowUpward';
import { Box, Button, Collapse, FormControl, FormControlLabel, IconButton, Link, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import type { Advisor, Candidate } from './types';

interface Props {
  advisor: Advisor;
  candidate: Candidate;
  place: number | null; // from 0; none: not in the ranking
  last: boolean;
  onDrag: (id: string | null) => void;
  onDropHere: () => void;
  onPut: (place: number | null) => void; // none: at the end
  onLift: () => void;
  onRefuse: () => void;
  onScored: (advisor: Advisor) => void;
}

// A candidate in an advisor's ranking: dragged, or moved by its buttons and by Alt with an arrow.
export const CandidateCard = ({ advisor, candidate, place, last, onDrag, onDropHere, onPut, onLift, onRefuse, onScored }: Props) => {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const { mine } = advisor;
  const placed = place !== null;
  const label = (action: string) => `${translate(`calls.${action}`)}: ${candidate.name}`;
  return (
    <Box
      component="li" draggable={mine && placed} onDragStart={(event) => { event.dataTransfer.setData('text/plain', candidate.name); onDrag(candidate.application_id); }}
      onDragEnd={() => onDrag(null)} onDragOver={(event) => event.preventDefault()} onDrop={onDropHere}
      onKeyDown={(event) => {
        if (!mine || !placed || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        if (event.key === 'ArrowUp' && place > 0) onPut(place - 1);
        if (event.key === 'ArrowDown' && !last) onPut(place + 1);
      }}
      sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 }, cursor: mine && placed ? 'grab' : undefined }}
    >
      <Stack direction="row" gap={1} alignItems="flex-start" flexWrap="wrap">
        {placed && <Typography sx={{ width: '2rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' }} aria-label={translate('calls.at_place', { n: place + 1 })}>{place + 1}</Typography>}
        <Box sx={{ flex: '1 1 14rem', minWidth: 0 }}>
          <Link component={RouterLink} to={`/applications/${candidate.application_id}/show`} sx={{ fontWeight: 600 }}>{candidate.name}</Link>
          <Typography variant="body2" color="text.secondary">
            {[candidate.wish ? translate('calls.named_you', { n: candidate.wish }) : translate('calls.did_not_name'), candidate.track && translate(`calls.track.${candidate.track}`), candidate.reference].filter(Boolean).join(' · ')}
          </Typography>
          {candidate.statement && <Typography variant="body2" sx={{ mt: 0.5, whiteSpace: 'pre-wrap' }}>{candidate.statement}</Typography>}
          {candidate.refusal && <Typography variant="body2" sx={{ mt: 0.5 }}>{translate('calls.because', { reason: candidate.refusal })}</Typography>}
        </Box>
        {mine && (
          <Stack direction="row" alignItems="center" flexWrap="wrap">
            {placed && <IconButton size="small" disabled={place === 0} aria-label={label('up')} onClick={() => onPut(place - 1)}><UpIcon fontSize="small" /></IconButton>}
            {placed && <IconButton size="small" disabled={last} aria-label={label('down')} onClick={() => onPut(place + 1)}><DownIcon fontSize="small" /></IconButton>}
            {!placed && <Button size="small" variant="outlined" aria-label={label('place')} onClick={() => onPut(null)}>{translate('calls.place')}</Button>}
            <Button size="small" color="inherit" aria-expanded={open} aria-label={label('scores')} onClick={() => setOpen(!open)}>{translate('calls.scores')}</Button>
            {(placed || candidate.refusal !== null) && <Button size="small" color="inherit" aria-label={label('lift')} onClick={onLift}>{translate('calls.lift')}</Button>}
            {candidate.refusal === null && <Button size="small" color="error" aria-label={label('not_acceptable')} onClick={onRefuse}>{translate('calls.not_acceptable')}</Button>}
          </Stack>
        )}
      </Stack>
      {mine && <Collapse in={open} unmountOnExit><Scores advisor={advisor} candidate={candidate} onScored={onScored} /></Collapse>}
    </Box>
  );
};

// The advisor's own scores, to rank by. Each is saved as it is chosen, the note when it is left.
const Scores = ({ advisor, candidate, onScored }: { advisor: Advisor; candidate: Candidate; onScored: (advisor: Advisor) => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const { of } = useFormats();
  const [scores, setScores] = useState(candidate.scores);
  const [note, setNote] = useState(candidate.note);
  const save = async (chosen: Record<string, number>) => {
    setScores(chosen);
    try {
      onScored((await request<Advisor>('PUT', `/advisors/${advisor.id}/candidates/${candidate.application_id}`, { body: { scores: chosen, note } })).json);
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
  };
  return (
    <Box sx={{ pl: { sm: 5 }, pt: 1 }}>
      {advisor.criteria.map((criterion) => (
        <FormControl key={criterion.id} component="fieldset" fullWidth>
          <Typography component="legend" variant="body2" sx={{ p: 0 }}>{of(criterion, 'name')}</Typography>
          <RadioGroup row name={`${candidate.application_id}-${criterion.id}`} value={scores[criterion.id] ? String(scores[criterion.id]) : ''} onChange={(_event, score) => void save({ ...scores, [criterion.id]: Number(score) })}>
            {['1', '2', '3', '4', '5'].map((score) => <FormControlLabel key={score} value={score} label={score} control={<Radio size="small" />} />)}
          </RadioGroup>
        </FormControl>
      ))}
      <TextField multiline fullWidth minRows={2} label={translate('calls.note')} value={note} onChange={(event) => setNote(event.target.value)} onBlur={() => note !== candidate.note && void save(scores)} slotProps={{ htmlInput: { maxLength: 4000 } }} />
    </Box>
  );
};
