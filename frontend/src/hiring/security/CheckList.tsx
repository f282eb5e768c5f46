import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';

const STATES = ['asked', 'cleared', 'cleared_with_measures', 'refused'];

const CheckList = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" alwaysOn choices={STATES.map((id) => ({ id, name: `clearance.state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  const label = (state: string) => <StateLabel state={state} label={translate(`clearance.state.${state}`)} />;
  return (
    <ListFrame
      title={translate('hiring.menu.clearances')} lead={translate('clearance.lead')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} empty={<Empty text={translate('clearance.none')} />}
      narrow={(record) => <><Typography sx={{ fontWeight: 600 }}>{record.name}</Typography><Box sx={{ mt: 0.5 }}>{label(record.state)}</Box></>}
    >
      <DataTable.Col source="name" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="vacancy_reference" disableSort />
      <DataTable.Col source="created_at" render={(record) => short(record.created_at)} />
      <DataTable.Col source="state" render={(record) => label(record.state)} />
      <DataTable.Col source="reason" disableSort />
    </ListFrame>
  );
};

export default CheckList;
