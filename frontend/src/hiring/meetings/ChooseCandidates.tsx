import { Alert, Box, Button, Checkbox, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { type RaRecord, useGetList, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { problemText } from '../../ui/MovesBar';
import type { Meeting } from './types';

const STAGES = ['interview', 'shortlisted', 'longlisted', 'eligible', 'submitted', 'selected'];
const MOST = 60;

interface Candidate {
  id: string;
  name: string;
  reference: string;
  stage: string;
}

// Who is on the agenda. Whoever comes new goes to its end, by name.
export const ChooseCandidates = ({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const before: Candidate[] = meeting.items.map(({ application_id, name, reference, stage: at }) => ({ id: application_id, name, reference, stage: at }));
  const [chosen, setChosen] = useState(before); // in the order of their choice, also from stages that are not in sight now
  const [stage, setStage] = useState<string | null>(null);
  const [refused, setRefused] = useState('');
  const [waits, setWaits] = useState(false);
  // From the end of the procedure on: the first stage in which there is somebody.
  const { data: all } = useGetList<Candidate & RaRecord<string>>('applications', { filter: { vacancy_id: meeting.vacancy_id, stage: stage ?? ['shortlisted', 'interview'] }, pagination: { page: 1, perPage: 100 }, sort: { field: 'sort_name', order: 'ASC' } });
  const known = [...before, ...chosen.filter(({ id }) => !before.some((one) => one.id === id))];
  const listed = [...known, ...(all ?? []).filter(({ id }) => !known.some((one) => one.id === id))];
  const fixed = new Set(meeting.items.filter(({ decision }) => decision).map(({ application_id }) => application_id));
  const isChosen = (id: string) => chosen.some((one) => one.id === id);
  const toggle = (one: Candidate) => setChosen(isChosen(one.id) ? chosen.filter(({ id }) => id !== one.id) : [...chosen, one]);
  const everybody = listed.every(({ id }) => isChosen(id));
  const save = async () => {
    setWaits(true);
    try {
      const order = known.filter(({ id }) => isChosen(id)).map(({ id }) => id);
      await request('PUT', `/meetings/${meeting.id}/agenda`, { body: { application_ids: order }, version: meeting.version });
      notify('meetings.agenda_kept', { type: 'success' });
      onClose();
      refresh();
    } catch (error) {
      setRefused(problemText(error));
    }
    setWaits(false);
  };
  return (
    <Dialog open onClose={() => !waits && onClose()} fullWidth maxWidth="sm" aria-labelledby="choose-title">
      <DialogTitle id="choose-title">{translate('meetings.choose')}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" gutterBottom>{translate('meetings.choose_help', { most: MOST })}</Typography>
        {stage === null && <Button size="small" onClick={() => setStage('longlisted')}>{translate('meetings.from_longlist')}</Button>}
        {stage !== null && (
          <Box role="group" aria-label={translate('meetings.stages')}>{STAGES.map((one) => <Button key={one} size="small" variant={one === stage ? 'outlined' : 'text'} aria-pressed={one === stage} onClick={() => setStage(one)}>{translate(`state.${one}`)}</Button>)}</Box>
        )}
        {all && listed.length === 0 && <Typography sx={{ py: 2 }}>{translate('meetings.nobody')}</Typography>}
        {listed.length > 1 && listed.length <= MOST && (
          <FormControlLabel
            label={translate('interviews.everybody')} sx={{ display: 'flex' }}
            control={<Checkbox checked={everybody} indeterminate={chosen.length > 0 && !everybody} onChange={() => setChosen(everybody ? before.filter(({ id }) => fixed.has(id)) : listed)} />}
          />
        )}
        {listed.map((one) => (
          <FormControlLabel
            key={one.id} sx={{ display: 'flex' }} disabled={fixed.has(one.id)} control={<Checkbox checked={isChosen(one.id)} onChange={() => toggle(one)} />}
            label={<>{one.name} <Typography component="span" variant="body2" color="text.secondary">{one.reference} · {translate(`state.${one.stage}`)}</Typography></>}
          />
        ))}
        {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{translate(refused, { _: refused })}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button disabled={waits} onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={waits} onClick={() => void save()}>{translate('ra.action.save')}</Button>
      </DialogActions>
    </Dialog>
  );
};
