import { Box, Button, Chip, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SearchInput, SelectArrayInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { APPOINTMENT_STATES } from './types';

const ToDo = ({ count }: { count: number }) => {
  const translate = useTranslate();
  return count > 0 ? <Chip size="small" variant="outlined" color="warning" label={translate('appointments.open_checks', { smart_count: count })} /> : null;
};

const AppointmentList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, of, locale } = useFormats();
  const write = may('appointment.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('appointments.search')} sx={{ minWidth: { sm: '16rem' } }} />,
      <SelectArrayInput key="state" source="state" alwaysOn choices={APPOINTMENT_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
    ],
    [translate],
  );
  const waits = (record: { state: string; open_checks: number }) => (record.state === 'planned' ? record.open_checks : 0);
  return (
    <ListFrame
      title={translate('hiring.menu.appointments')} sort={{ field: 'starts_on', order: 'DESC' }} filters={filters} create={write} hidden={['employers']}
      actions={
        <>
          <Button size="small" component={Link} to="/stays">{translate('stays.list')}</Button>
          {may('hiring_text.write', 'hiring_text.confirm') && <Button size="small" component={Link} to="/checklist_rules">{translate('appointments.rules')}</Button>}
        </>
      }
      empty={<Empty text={translate(write ? 'appointments.none_write' : 'appointments.none')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
          <Typography variant="body2" color="text.secondary">{of(record, 'role_title')} · {date(record.starts_on)}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}><StateLabel state={record.state} /><ToDo count={waits(record as never)} /></Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source="name" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source={`role_title_${locale === 'nl' ? 'nl' : 'en'}`} label="appointments.role" disableSort />
      <DataTable.NumberCol source="fte_percent" />
      <DataTable.Col source="starts_on" render={(record) => date(record.starts_on)} />
      <DataTable.Col source="ends_on" render={(record) => date(record.ends_on) || '–'} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.Col source="open_checks" disableSort render={(record) => <ToDo count={waits(record as never)} />} />
      <DataTable.Col source="employers" disableSort />
    </ListFrame>
  );
};

export default AppointmentList;
