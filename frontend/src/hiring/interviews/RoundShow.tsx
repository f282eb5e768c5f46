import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Grid, Link, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { EditButton, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { AskButton } from '../../identity/AskButton';
import { useFormats } from '../../ui/format';
import { MovesBar, problemText } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { zoneName } from '../../ui/zones';
import { InterviewCard } from './InterviewCard';
import { InviteCandidates } from './InviteCandidates';
import { OfferTimes } from './OfferTimes';
import type { InRound, Round, Slot } from './types';
import { useClock } from './useClock';
import { useArranges } from './VacancyInterviews';

const TAKES = ['booked', 'held', 'no_show'];

const RoundShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => of(record, 'name')}
      above={(record) => <><Link component={RouterLink} to={`/vacancies/${record.vacancy_id}/show?view=interviews`}>{of(record.vacancy, 'title')}</Link> / {translate('interviews.view')}</>}
      label={(record) => <StateLabel state={record.state} label={translate(`interviews.round_state.${record.state}`)} />}
      below={(record) => <MovesBar resource="interview_rounds" quiet={record.state === 'open'} asks={(_, move) => (move.name === 'cancel' ? translate('interviews.cancel_round_goes') : '')} />}
      actions={<Actions />}
      aside={<Aside />}
    >
      <Halves />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const round = useRecordContext<Round>();
  const arranges = useArranges(round?.vacancy_id ?? '');
  const [asking, setAsking] = useState<'times' | 'invite' | null>(null);
  if (!round || !arranges || round.state === 'cancelled') return null;
  return (
    <>
      {['draft', 'open'].includes(round.state) && <Button variant="outlined" onClick={() => setAsking('times')}>{translate('interviews.offer_times')}</Button>}
      {round.state === 'open' && <Button variant={round.candidates.length ? 'contained' : 'outlined'} onClick={() => setAsking('invite')}>{translate('interviews.invite')}</Button>}
      <EditButton variant="outlined" />
      {asking === 'times' && <OfferTimes round={round} onClose={() => setAsking(null)} />}
      {asking === 'invite' && <InviteCandidates round={round} onClose={() => setAsking(null)} />}
    </>
  );
};

const Aside = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  const round = useRecordContext<Round>();
  if (!round) return null;
  return (
    <>
      <Panel title={translate('interviews.facts')} id="facts">
        <Box component="dl" sx={{ m: 0 }}>
          <Fact label={translate('interviews.panel')}>{round.panel.map(({ name }) => name).join(', ')}</Fact>
          <Fact label={translate('interviews.how')}>{translate(`interviews.mode.${round.mode}`)}</Fact>
          <Fact label={translate('resources.interview_rounds.fields.place')}>{round.place}</Fact>
          <Fact label={translate('interviews.length')}>{translate('interviews.each', { minutes: round.minutes, buffer: round.buffer_minutes })}</Fact>
          <Fact label={translate('interviews.until')}>{translate('interviews.until_hours', { hours: round.closes_hours })}</Fact>
          <Fact label={translate('resources.interview_rounds.fields.time_zone')}>{zoneName(round.time_zone)}</Fact>
        </Box>
        {of(round, 'instructions') && <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', mt: 1 }}>{of(round, 'instructions')}</Typography>}
      </Panel>
      <Box sx={{ p: 2 }}><Timeline resource="interview_rounds" /></Box>
    </>
  );
};

const Halves = () => {
  const translate = useTranslate();
  const round = useRecordContext<Round>();
  const [shown, setShown] = useState<InRound | null>(null);
  if (!round) return null;
  const waiting = round.interviews.filter(({ state }) => state === 'invited');
  const open = new Set(round.interviews.filter(({ state }) => state === 'invited' || TAKES.includes(state)).map(({ application_id }) => application_id));
  const over = round.interviews.filter(({ state, application_id }) => ['cancelled', 'declined'].includes(state) && !open.has(application_id));
  return (
    <Grid container spacing={0}>
      <Grid size={12}>
        {(waiting.length > 0 || round.state === 'open') && (
          <Panel title={`${translate('interviews.waiting')} (${waiting.length})`} id="waiting">
            {waiting.length === 0 && <Typography variant="body2" color="text.secondary">{translate('interviews.nobody_waits')}</Typography>}
            {waiting.map((one) => <Waiting key={one.id} interview={one} onShow={() => setShown(one)} />)}
          </Panel>
        )}
        <Panel title={translate('interviews.agenda')} id="agenda"><Agenda round={round} onShow={setShown} /></Panel>
        {over.length > 0 && (
          <Panel title={translate('interviews.over')} id="over">
            {over.map((one) => <Waiting key={one.id} interview={one} onShow={() => setShown(one)} />)}
          </Panel>
        )}
      </Grid>
      {shown && (
        <Dialog open onClose={() => setShown(null)} fullWidth maxWidth="sm" aria-labelledby="interview-title">
          <DialogTitle id="interview-title">{shown.name}</DialogTitle>
          <DialogContent><InterviewCard id={shown.id} inRound /></DialogContent>
          <DialogActions><Button onClick={() => setShown(null)}>{translate('ra.action.close')}</Button></DialogActions>
        </Dialog>
      )}
    </Grid>
  );
};

const Waiting = ({ interview, onShow }: { interview: InRound; onShow: () => void }) => {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, py: 0.75, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Link component="button" type="button" variant="body2" fontWeight={600} sx={{ textAlign: 'start' }} onClick={onShow}>{interview.name}</Link>
      <StateLabel state={interview.state} label={translate(`interviews.state.${interview.state}`)} />
      {interview.wish && <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>{translate('interviews.wrote', { text: interview.wish })}</Typography>}
      <Trouble interview={interview} />
    </Box>
  );
};

// What keeps a letter from arriving is said where somebody waits for its answer.
const Trouble = ({ interview }: { interview: InRound }) => {
  const translate = useTranslate();
  const what = !interview.reachable ? 'unreachable' : ['refused', 'gave_up'].includes(interview.letter ?? '') ? 'bounced' : null;
  return what && <Alert severity="warning" variant="outlined" sx={{ py: 0, width: '100%' }}>{translate(`interviews.${what}`)}</Alert>;
};

// Every time on offer by day, with who comes then.
const Agenda = ({ round, onShow }: { round: Round; onShow: (interview: InRound) => void }) => {
  const translate = useTranslate();
  const { clock, day } = useClock(round.time_zone);
  if (round.slots.length === 0) return <Typography color="text.secondary">{translate('interviews.no_times')}</Typography>;
  const by = new Map(round.interviews.filter(({ state }) => TAKES.includes(state)).map((one) => [one.slot_id, one]));
  const days = [...new Set(round.slots.map(({ starts_at }) => day(starts_at)))];
  return days.map((name) => (
    <Box key={name} sx={{ mb: 2 }}>
      <Typography variant="h3" component="h3" gutterBottom sx={{ '&::first-letter': { textTransform: 'uppercase' } }}>{name}</Typography>
      <Table size="small" aria-label={name}>
        <TableBody>
          {round.slots.filter(({ starts_at }) => day(starts_at) === name).map((slot) => {
            const interview = by.get(slot.id);
            return (
              <TableRow key={slot.id} hover>
                <TableCell component="th" scope="row" sx={{ width: '8.5rem', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>{clock(slot.starts_at, slot.ends_at)}</TableCell>
                <TableCell>
                  {interview ? (
                    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
                      <Link component="button" type="button" variant="body2" fontWeight={600} sx={{ textAlign: 'start' }} onClick={() => onShow(interview)}>{interview.name}</Link>
                      <StateLabel state={interview.state} label={translate(`interviews.state.${interview.state}`)} />
                      {interview.wish && <Typography variant="body2">{translate('interviews.wrote', { text: interview.wish })}</Typography>}
                      <Trouble interview={interview} />
                    </Box>
                  ) : (
                    <Typography component="span" variant="body2" color="text.secondary">{translate(slot.taken ? 'interviews.taken_hidden' : new Date(slot.starts_at) < new Date() ? 'interviews.all_passed' : 'interviews.free')}</Typography>
                  )}
                </TableCell>
                <TableCell align="right" sx={{ width: '1%', py: 0 }}>{!interview && !slot.taken && <Withdraw round={round} slot={slot} about={`${name} ${clock(slot.starts_at, slot.ends_at)}`} />}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  ));
};

const Withdraw = ({ round, slot, about }: { round: Round; slot: Slot; about: string }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const arranges = useArranges(round.vacancy_id);
  if (!arranges || !['draft', 'open'].includes(round.state)) return null;
  const withdraw = async () => {
    try {
      await request('DELETE', `/interview-slots/${slot.id}`, { version: slot.version });
      notify('interviews.withdrawn', { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    refresh();
  };
  return <AskButton color="inherit" label={translate('interviews.withdraw_time')} about={about} question={translate('interviews.withdraw_question')} onYes={() => void withdraw()} />;
};

export default RoundShow;
