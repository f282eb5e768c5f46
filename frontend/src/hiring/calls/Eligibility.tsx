import { Box, Button, Checkbox, FormControl, FormControlLabel, InputLabel, Link, NativeSelect, Radio, RadioGroup, Stack, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { Wide } from '../../funding/parts';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { PageSkeleton } from '../../ui/Page';
import { Empty, Panel } from '../../ui/parts';
import type { Call } from './types';

interface Line {
  id: string;
  reference: string;
  name: string;
  submitted_at: string;
  track: string | null;
  documents: number;
  wishes: number;
  checks: Record<string, { met: boolean; note: string; who: string | null }>;
}
const STAGES = ['submitted', 'eligible', 'ineligible'];

// People go through the checklist, for one application or for many at once; no machine filters.
const Eligibility = ({ call }: { call: Call }) => {
  const translate = useTranslate();
  const may = useMay();
  const { short, of } = useFormats();
  const [stage, setStage] = useState('submitted');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<string[]>([]);
  const { data } = useQuery({
    queryKey: ['eligibility', call.vacancy_id, stage, page],
    queryFn: async () => (await request<{ total: number; data: Line[] }>('GET', `/vacancies/${call.vacancy_id}/eligibility?stage=${stage}&page=${page}`)).json,
  });
  if (!data) return <PageSkeleton />;
  const judges = may('application.decide') && stage === 'submitted';
  const all = data.data.length > 0 && chosen.length === data.data.length;
  const go = (next: number) => { setPage(next); setChosen([]); };
  return (
    <Panel title={translate('calls.part.eligibility')} id="eligibility">
      <FormControl sx={{ mb: 1.5 }}>
        <InputLabel htmlFor="stage" variant="standard">{translate('resources.applications.fields.stage')}</InputLabel>
        <NativeSelect id="stage" value={stage} onChange={(event) => { setStage(event.target.value); go(1); }}>
          {STAGES.map((name) => <option key={name} value={name}>{translate(`state.${name}`)}</option>)}
        </NativeSelect>
      </FormControl>
      {judges && chosen.length > 0 && <Judge key={chosen.join()} call={call} lines={data.data.filter(({ id }) => chosen.includes(id))} onDone={() => setChosen([])} />}
      {data.data.length === 0 ? <Empty text={translate(`calls.no_${stage}`)} /> : (
        <Wide label={translate('calls.part.eligibility')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {judges && <TableCell padding="checkbox"><Checkbox size="small" checked={all} indeterminate={chosen.length > 0 && !all} onChange={() => setChosen(all ? [] : data.data.map(({ id }) => id))} slotProps={{ input: { 'aria-label': translate('calls.choose_all') } }} /></TableCell>}
                <TableCell>{translate('resources.applications.fields.name')}</TableCell>
                <TableCell>{translate('calls.field.track')}</TableCell>
                <TableCell align="right">{translate('calls.documents')}</TableCell>
                {call.checklist.map((item) => <TableCell key={item.key}>{of(item, 'name')}</TableCell>)}
                <TableCell>{translate('resources.applications.fields.submitted_at')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {data.data.map((line) => (
                <TableRow key={line.id} hover selected={chosen.includes(line.id)}>
                  {judges && (
                    <TableCell padding="checkbox">
                      <Checkbox size="small" checked={chosen.includes(line.id)} slotProps={{ input: { 'aria-label': line.name } }} onChange={(_event, on) => setChosen(on ? [...chosen, line.id] : chosen.filter((id) => id !== line.id))} />
                    </TableCell>
                  )}
                  <TableCell><Link component={RouterLink} to={`/applications/${line.id}/show`}>{line.name}</Link><Typography variant="body2" color="text.secondary">{line.reference}</Typography></TableCell>
                  <TableCell>{line.track ? translate(`calls.track.${line.track}`) : '–'}</TableCell>
                  <TableCell align="right">{line.documents}</TableCell>
                  {call.checklist.map(({ key }) => {
                    const check = line.checks[key];
                    return (
                      <TableCell key={key}>
                        {check ? translate(check.met ? 'calls.met' : 'calls.not_met') : '–'}
                        {check?.note && <Typography variant="body2" color="text.secondary">{check.note}</Typography>}
                      </TableCell>
                    );
                  })}
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{short(line.submitted_at)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
      {data.total > 100 && (
        <Stack direction="row" gap={1} alignItems="center" sx={{ mt: 1 }}>
          <Button size="small" disabled={page === 1} onClick={() => go(page - 1)}>{translate('ra.navigation.previous')}</Button>
          <Typography variant="body2">{translate('calls.page_of', { page, pages: Math.ceil(data.total / 100) })}</Typography>
          <Button size="small" disabled={page * 100 >= data.total} onClick={() => go(page + 1)}>{translate('ra.navigation.next')}</Button>
        </Stack>
      )}
    </Panel>
  );
};

// One judgement for whoever was chosen. What is not met has a reason; the verdict follows by a button of its own.
const Judge = ({ call, lines, onDone }: { call: Call; lines: Line[]; onDone: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { of } = useFormats();
  const only = lines.length === 1 ? lines[0] : undefined;
  const [found, setFound] = useState<Record<string, { met?: boolean; note: string }>>(() => Object.fromEntries(call.checklist.map(({ key }) => [key, { met: only?.checks[key]?.met, note: only?.checks[key]?.note ?? '' }])));
  const checks = call.checklist.flatMap(({ key }) => (found[key]?.met === undefined ? [] : [{ item: key, met: found[key].met, note: found[key].note.trim() }]));
  const complete = checks.length === call.checklist.length;
  const unmet = checks.filter(({ met }) => !met);
  const send = async (verdict: 'eligible' | 'ineligible' | null) => {
    const reason = verdict === 'ineligible' ? unmet.map(({ note }) => note).join(' ') : null;
    try {
      await request('POST', `/vacancies/${call.vacancy_id}/eligibility`, { body: { application_ids: lines.map(({ id }) => id), checks, verdict, reason } });
      notify('calls.judged', { type: 'success', messageArgs: { smart_count: lines.length } });
      onDone();
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
  };
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 2, p: 2, mb: 2 }} role="group" aria-label={translate('calls.judging', { smart_count: lines.length })}>
      <Typography variant="h3" gutterBottom>{translate('calls.judging', { smart_count: lines.length })}</Typography>
      {call.checklist.map((item) => (
        <FormControl key={item.key} component="fieldset" fullWidth sx={{ mb: 1 }}>
          <Typography component="legend" variant="body2" sx={{ p: 0 }}>{of(item, 'name')}</Typography>
          <Stack direction="row" flexWrap="wrap" gap={1} alignItems="center">
            <RadioGroup row name={item.key} value={found[item.key]?.met === undefined ? '' : String(found[item.key]?.met)} onChange={(_event, value) => setFound({ ...found, [item.key]: { note: found[item.key]?.note ?? '', met: value === 'true' } })}>
              <FormControlLabel value="true" control={<Radio size="small" />} label={translate('calls.met')} />
              <FormControlLabel value="false" control={<Radio size="small" />} label={translate('calls.not_met')} />
            </RadioGroup>
            {found[item.key]?.met === false && (
              <TextField size="small" required label={translate('ui.reason')} value={found[item.key]?.note ?? ''} onChange={(event) => setFound({ ...found, [item.key]: { met: false, note: event.target.value } })} sx={{ flex: '1 1 16rem' }} slotProps={{ htmlInput: { maxLength: 2000 } }} />
            )}
          </Stack>
        </FormControl>
      ))}
      <Stack direction="row" flexWrap="wrap" gap={1}>
        <Button variant="contained" disabled={!complete || unmet.length > 0} onClick={() => void send('eligible')}>{translate('calls.find_eligible')}</Button>
        <Button variant="outlined" color="error" disabled={unmet.length === 0 || unmet.some(({ note }) => !note)} onClick={() => void send('ineligible')}>{translate('calls.find_ineligible')}</Button>
        <Button disabled={checks.length === 0 || unmet.some(({ note }) => !note)} onClick={() => void send(null)}>{translate('calls.only_note')}</Button>
      </Stack>
    </Box>
  );
};

export default Eligibility;
