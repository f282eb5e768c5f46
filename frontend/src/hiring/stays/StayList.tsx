import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Country } from '../../partners/parts';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { STAY_STATES } from './types';

// Who is where, and when.
const StayList = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" alwaysOn choices={STAY_STATES.map((id) => ({ id, name: `stays.state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  const label = (state: string) => <StateLabel state={state} label={translate(`stays.state.${state}`)} />;
  return (
    <ListFrame
      title={translate('stays.list')} sort={{ field: 'valid_from', order: 'DESC' }} filters={filters} empty={<Empty text={translate('stays.empty')} />}
      above={<Link component={RouterLink} to="/appointments">{translate('hiring.menu.appointments')}</Link>}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
          <Typography variant="body2" color="text.secondary">{record.organisation} · {date(record.valid_from)} – {date(record.valid_until)}</Typography>
          <Box sx={{ mt: 0.5 }}>{label(record.state)}</Box>
        </>
      )}
    >
      <DataTable.Col source="name" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="organisation" disableSort />
      <DataTable.Col source="country_code" render={(record) => <Country code={record.country_code} />} />
      <DataTable.Col source="valid_from" render={(record) => date(record.valid_from)} />
      <DataTable.Col source="valid_until" render={(record) => date(record.valid_until)} />
      <DataTable.Col source="state" render={(record) => label(record.state)} />
    </ListFrame>
  );
};

export default StayList;
