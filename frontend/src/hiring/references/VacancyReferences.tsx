import { Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, Link, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList, useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { exportUrl } from '../../app/dataProvider';
import { API, request } from '../../app/http';
import { useMay } from '../../app/session';
import { problemText } from '../../ui/MovesBar';
import { Empty } from '../../ui/parts';
import type { Vacancy } from '../types';
import { ReferenceMenu } from './ReferenceMenu';
import { Standing } from './Standing';
import { INVITED, OPEN, type Reference } from './types';

const PARTS: Record<string, (reference: Reference) => boolean> = {
  all: () => true,
  late: ({ late }) => late,
  awaited: ({ state, late }) => OPEN.includes(state) && !late,
  named: ({ state }) => state === 'named',
  received: ({ state }) => state === 'received',
};
const WIDE = { display: { xs: 'none', md: 'table-cell' } }; // on a telephone it stands below the referee
const rank = ({ late, state }: Reference) => (late ? 0 : OPEN.includes(state) ? 1 : state === 'named' ? 2 : state === 'received' ? 3 : 4);

// Who is late, who is awaited, and whose letter is in: all references of one vacancy.
const VacancyReferences = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const may = useMay();
  const [part, setPart] = useState('all');
  const [asking, setAsking] = useState(false);
  const filter = { vacancy_id: vacancy.id };
  const { data, total = 0 } = useGetList<Reference>('references', { filter, pagination: { page: 1, perPage: 200 }, sort: { field: 'due_at', order: 'ASC' } });
  if (!data) return <Skeleton height={160} />;
  if (data.length === 0) return <Empty text={translate(vacancy.references_asked_when === 'submission' ? 'references.none_submission' : 'references.none_later')} />;
  const count = (name: string) => data.filter(PARTS[name]!).length;
  const shown = data.filter(PARTS[part]!).sort((one, other) => rank(one) - rank(other));
  const toAsk = data.filter(({ state, stage }) => state === 'named' && INVITED.includes(stage ?? ''));
  const write = may('reference.write');
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1.5, flexWrap: 'wrap' }}>
        <ToggleButtonGroup exclusive size="small" value={part} onChange={(_event, name: string | null) => name && setPart(name)} aria-label={translate('references.which')} sx={{ flexWrap: 'wrap' }}>
          {Object.keys(PARTS).map((name) => <ToggleButton key={name} value={name} sx={{ textTransform: 'none' }}>{translate(`references.part.${name}`)} ({count(name)})</ToggleButton>)}
        </ToggleButtonGroup>
        <Box sx={{ flex: 1 }} />
        <Button size="small" component="a" download href={exportUrl('references', 'xlsx', { filter, sort: { field: 'due_at', order: 'ASC' } })}>{translate('ra.action.export')}</Button>
        {write && toAsk.length > 0 && <Button variant="contained" onClick={() => setAsking(true)}>{translate('references.ask_shortlisted', { smart_count: toAsk.length })}</Button>}
      </Box>
      {total > data.length && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('references.first', { shown: data.length, total })}</Typography>}
      {shown.length === 0 && <Typography color="text.secondary" sx={{ py: 3 }}>{translate('references.none_here')}</Typography>}
      {shown.length > 0 && (
        <Box sx={{ overflowX: 'auto' }} role="region" aria-label={translate('references.title')} tabIndex={0}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{translate('references.applicant')}</TableCell>
                <TableCell>{translate('references.referee')}</TableCell>
                <TableCell sx={WIDE}>{translate('references.standing')}</TableCell>
                <TableCell sx={{ position: 'relative' }}><Box component="span" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{translate('references.more')}</Box></TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {shown.map((reference) => (
                <TableRow key={reference.id} hover>
                  <TableCell sx={{ verticalAlign: 'top' }}>
                    <Link component={RouterLink} to={`/applications/${reference.application_id}/show`}>{reference.applicant}</Link>
                    <Typography variant="body2" color="text.secondary">{reference.stage && translate(`state.${reference.stage}`)}</Typography>
                  </TableCell>
                  <TableCell sx={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
                    <strong>{reference.name}</strong>
                    <Typography variant="body2" color="text.secondary">{[reference.institution, reference.email].filter(Boolean).join(' · ')}</Typography>
                    <Box sx={{ display: { md: 'none' }, mt: 0.5 }}><HowFar reference={reference} /></Box>
                  </TableCell>
                  <TableCell sx={{ ...WIDE, verticalAlign: 'top', minWidth: '11rem' }}><HowFar reference={reference} /></TableCell>
                  <TableCell align="right" sx={{ verticalAlign: 'top' }}>{write && <ReferenceMenu reference={reference} />}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      {asking && <AskAll vacancy={vacancy} references={toAsk} onClose={() => setAsking(false)} />}
    </>
  );
};

const HowFar = ({ reference }: { reference: Reference }) => {
  const translate = useTranslate();
  return (
    <>
      <Standing reference={reference} />
      {reference.letter_id && <Link variant="body2" href={`${API}/documents/${reference.letter_id}/content`} download>{translate('references.read')}</Link>}
    </>
  );
};

// Who gets a mail now, before it goes.
const AskAll = ({ vacancy, references, onClose }: { vacancy: Vacancy; references: Reference[]; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    try {
      const { json } = await request<{ asked: number }>('POST', '/references/ask', { body: { vacancy_id: vacancy.id } });
      notify('references.asked_all', { type: 'success', messageArgs: { smart_count: json.asked } });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    onClose();
    refresh();
  };
  return (
    <Dialog open onClose={() => !busy && onClose()} aria-labelledby="ask-title" maxWidth="sm" fullWidth>
      <DialogTitle id="ask-title">{translate('references.ask_shortlisted', { smart_count: references.length })}</DialogTitle>
      <DialogContent>
        <DialogContentText>{translate('references.ask_text', { smart_count: vacancy.referee_deadline_days })}</DialogContentText>
        <Box component="ul" sx={{ pl: 2.5 }}>
          {references.map((one) => <li key={one.id}><Typography variant="body2">{translate('references.for', { referee: one.name, email: one.email, applicant: one.applicant ?? '' })}</Typography></li>)}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button disabled={busy} onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={busy} onClick={() => void ask()}>{translate('references.ask_now')}</Button>
      </DialogActions>
    </Dialog>
  );
};

export default VacancyReferences;
