import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, SelectInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { CHECK_KINDS, CHECK_STATES } from './types';

const CheckList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date } = useFormats();
  const filters = useMemo(
    () => [
      <SelectArrayInput key="state" source="state" alwaysOn choices={CHECK_STATES.map((id) => ({ id, name: `appointments.check_state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectInput key="kind" source="kind" choices={CHECK_KINDS.map((id) => ({ id, name: `appointments.kind.${id}` }))} />,
    ],
    [],
  );
  const label = (state: string) => <StateLabel state={state} label={translate(`appointments.check_state.${state}`)} />;
  return (
    <ListFrame
      title={translate('appointments.checks')} sort={{ field: 'due_on', order: 'ASC' }} filters={filters}
      above={may('appointment.read') && <Link component={RouterLink} to="/appointments">{translate('hiring.menu.appointments')}</Link>}
      empty={<Empty text={translate('appointments.no_checks')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
          <Typography variant="body2" color="text.secondary">{translate(`appointments.kind.${record.kind}`)} · {date(record.due_on)}</Typography>
          <Box sx={{ mt: 0.5 }}>{label(record.state)}</Box>
        </>
      )}
    >
      <DataTable.Col source="name" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="kind" render={(record) => translate(`appointments.kind.${record.kind}`)} />
      <DataTable.Col source="owner" disableSort />
      <DataTable.Col source="due_on" render={(record) => date(record.due_on)} />
      <DataTable.Col source="starts_on" disableSort render={(record) => date(record.starts_on)} />
      <DataTable.Col source="state" render={(record) => label(record.state)} />
    </ListFrame>
  );
};

export default CheckList;
