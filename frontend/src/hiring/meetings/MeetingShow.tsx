import { Alert, Box, Button, Grid, Link, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Agenda } from './Agenda';
import { Attendance } from './Attendance';
import { CarryOut } from './CarryOut';
import { ComparedAgenda } from './Comparison';
import { Minutes } from './Minutes';
import type { Meeting } from './types';
import { useRecords } from './useMeeting';

const MeetingShow = () => {
  const translate = useTranslate();
  const { of, at } = useFormats();
  return (
    <RecordFrame
      title={(record) => translate('meetings.title', { at: at(record.starts_at, record.time_zone) })}
      above={(record) => <><Link component={RouterLink} to={`/vacancies/${record.vacancy_id}/show?view=meetings`}>{of(record.vacancy, 'title')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} label={translate(`meetings.state.${record.state}`)} />}
      below={(record) => <MovesBar resource="meetings" quiet={record.state === 'minutes_approved' || (record.state === 'held' && waiting(record as Meeting).length > 0)} asks={(_, move) => (move.name === 'cancel' ? translate('meetings.cancel_goes') : '')} />}
      actions={<Actions />}
    >
      <Views />
    </RecordFrame>
  );
};

// Decisions that are still to be carried out.
const waiting = (meeting: Meeting) => meeting.items.filter(({ decision, outcome }) => decision && decision !== 'hold' && !outcome);

const Actions = () => {
  const translate = useTranslate();
  const meeting = useRecordContext<Meeting>();
  const records = useRecords(meeting?.vacancy_id ?? '');
  const [carrying, setCarrying] = useState(false);
  if (!meeting || !records) return null;
  const count = ['held', 'minutes_approved'].includes(meeting.state) ? waiting(meeting).length : 0;
  return (
    <>
      {count > 0 && <Button variant="contained" onClick={() => setCarrying(true)}>{translate('meetings.carry_out', { smart_count: count })}</Button>}
      {['planned', 'held'].includes(meeting.state) && <EditButton variant="outlined" />}
      {carrying && <CarryOut meeting={meeting} onClose={() => setCarrying(false)} />}
    </>
  );
};

const Views = () => {
  const translate = useTranslate();
  const meeting = useRecordContext<Meeting>();
  const [params, setParams] = useSearchParams();
  if (!meeting) return null;
  const view = params.get('view') === 'compare' ? 'compare' : 'agenda';
  return (
    <>
      <Tabs
        value={view} onChange={(_event, name: string) => setParams({ view: name }, { replace: true })} aria-label={translate('meetings.views')}
        sx={{ mb: 2, minHeight: 40, borderBottom: 1, borderColor: 'divider', '& .MuiTab-root': { minHeight: 40, textTransform: 'none' } }}
      >
        <Tab value="agenda" label={translate('meetings.agenda')} id="tab-agenda" aria-controls="panel" />
        <Tab value="compare" label={translate('meetings.compare')} id="tab-compare" aria-controls="panel" />
      </Tabs>
      <Box role="tabpanel" id="panel" aria-labelledby={`tab-${view}`}>
        {view === 'compare' ? <ComparedAgenda meeting={meeting} /> : (
          <Grid container columnSpacing={2}>
            <Grid size={{ xs: 12, lg: 8 }}><Agenda meeting={meeting} /></Grid>
            <Grid size={{ xs: 12, lg: 4 }}><Aside meeting={meeting} /></Grid>
          </Grid>
        )}
      </Box>
    </>
  );
};

const Aside = ({ meeting }: { meeting: Meeting }) => {
  const translate = useTranslate();
  const { moment, number } = useFormats();
  // a hundredth more than a whole per cent is how a rule says "more than"
  const ofMembers = (points: number) => (points % 100 === 1 ? translate('meetings.quorum_more', { share: number((points - 1) / 100) }) : translate('meetings.quorum_of', { share: number(points / 100) }));
  return (
    <>
      <Panel title={translate('meetings.facts')} id="facts">
        <Box component="dl" sx={{ m: 0 }}>
          <Fact label={translate('meetings.when')}>{moment(meeting.starts_at, meeting.time_zone)} · {translate('meetings.length', { minutes: meeting.length_minutes })}</Fact>
          <Fact label={translate('resources.meetings.fields.place')}>{meeting.place.startsWith('https://') ? <Link href={meeting.place} target="_blank" rel="noopener noreferrer">{meeting.place}</Link> : meeting.place}</Fact>
          <Fact label={translate('resources.meetings.fields.chair_id')}>{meeting.chair}</Fact>
          <Fact label={translate('meetings.quorum')}>{meeting.quorum_basis_points == null ? translate('meetings.no_quorum') : ofMembers(meeting.quorum_basis_points)}</Fact>
        </Box>
        {meeting.minutes_status === 'hidden' && <Alert severity="info" variant="outlined" sx={{ mt: 1 }}>{translate('meetings.hidden')}</Alert>}
      </Panel>
      <Attendance meeting={meeting} />
      {meeting.state !== 'planned' && meeting.state !== 'cancelled' && <Minutes meeting={meeting} />}
      <Box sx={{ p: 2 }}><Timeline resource="meetings" /></Box>
    </>
  );
};

export default MeetingShow;
