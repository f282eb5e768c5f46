import { Alert, Box, Link, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { StaysOfAppointment } from '../stays/OfAppointment';
import { BeforeStart } from './BeforeStart';
import { ConfirmPerson } from './ConfirmPerson';
import { Periods } from './Periods';
import { Supervisors } from './Supervisors';
import type { Appointment } from './types';

const AppointmentShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.name ?? record.reference}
      above={(record) => <><Link component={RouterLink} to="/appointments">{translate('hiring.menu.appointments')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="appointments" />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const may = useMay();
  const record = useRecordContext<Appointment>();
  return may('appointment.write') && (record?.state === 'planned' || record?.state === 'active') ? <EditButton variant="outlined" /> : null;
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Appointment>();
  const { date, of } = useFormats();
  if (!record) return null;
  const open = record.state === 'planned' || record.state === 'active';
  const write = may('appointment.write') && open;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        {record.hire && !record.hire.confirmed_at && record.state === 'planned' && write && <ConfirmPerson appointment={record} />}
        {record.appointed_percent !== null && record.appointed_percent > 100 && open && (
          <Alert severity={record.overlap_reason ? 'info' : 'warning'} variant="outlined" sx={{ mb: 2 }}>
            {translate('appointments.above_full_time', { percent: record.appointed_percent })} {record.overlap_reason}
          </Alert>
        )}
        {record.checks.length > 0 && <Panel title={translate('appointments.checklist')} id="checklist"><BeforeStart appointment={record} write={write} /></Panel>}
        <StaysOfAppointment appointment={record} />
        <Panel title={translate('appointments.periods')} id="periods"><Periods appointment={record} write={write} /></Panel>
        <Panel title={translate('appointments.supervisors')} id="supervisors"><Supervisors appointment={record} write={write} /></Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('appointments.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('appointments.role')}>{of(record, 'role_title')}</Fact>
            <Fact label={translate('appointments.person')}>{may('person.read') ? <Link component={RouterLink} to={`/people/${record.person_id}/show`}>{record.name}</Link> : record.name}</Fact>
            <Fact label={translate('resources.appointments.fields.employers')}>
              {record.employers.map(({ organisation_id, name, part_bp }) => <Box key={organisation_id}>{name}{record.employers.length > 1 && ` · ${part_bp / 100} %`}</Box>)}
            </Fact>
            <Fact label={translate('resources.appointments.fields.fte_percent')}>{record.fte_percent} %</Fact>
            <Fact label={translate('resources.appointments.fields.starts_on')}>{date(record.starts_on)}</Fact>
            <Fact label={translate('resources.appointments.fields.ends_on')}>{date(record.ends_on) || translate('hiring.no_end')}</Fact>
            {record.hire && (
              <Fact label={translate('appointments.from_offer')}>
                {record.hire.offer && <Link component={RouterLink} to={`/offers/${record.hire.offer_id}/show`}>{record.hire.offer}</Link>}
                {record.hire.application && <> · <Link component={RouterLink} to={`/applications/${record.hire.application_id}/show`}>{record.hire.application}</Link></>}
                {record.hire.vacancy && <> · <Link component={RouterLink} to={`/vacancies/${record.hire.vacancy_id}/show`}>{record.hire.vacancy}</Link></>}
              </Fact>
            )}
            {record.position && <Fact label={translate('appointments.paid_by')}><Link component={RouterLink} to={`/positions/${record.position.id}/show`}>{record.position.reference}</Link></Fact>}
            {record.hire?.confirmed_at && <Fact label={translate('appointments.confirmed')}>{record.hire.confirmed_by}, {date(record.hire.confirmed_at)}</Fact>}
          </Box>
          {record.hire === null && <Typography variant="caption" color="text.secondary">{translate('appointments.without_offer')}</Typography>}
        </Panel>
        <Box sx={{ px: 2 }}><Timeline resource="appointments" /></Box>
      </Grid>
    </Grid>
  );
};

export default AppointmentShow;
