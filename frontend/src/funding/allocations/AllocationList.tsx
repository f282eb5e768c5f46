import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SelectArrayInput, useTranslate } from 'react-admin';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { OrganisationFilter, PurposeFilter } from '../../ui/filters';
import { Amount } from '../parts';
import { ALLOCATION_STATES } from '../types';
import { stateOf } from './AllocationsOf';

const AllocationList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, exact, of } = useFormats();
  const write = may('allocation.write');
  const filters = useMemo(
    () => [
      <SelectArrayInput key="state" source="state" alwaysOn choices={ALLOCATION_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <PurposeFilter key="purpose" source="purpose_id" />,
      <OrganisationFilter key="funder" source="funder_id" />,
    ],
    [],
  );
  const purpose = (record: Record<string, string | undefined>) => of({ purpose_nl: record.purpose_nl, purpose_en: record.purpose_en }, 'purpose');
  return (
    <ListFrame
      title={translate('money.menu.allocations')} sort={{ field: 'from_day', order: 'DESC' }} filters={filters} create={write} hidden={['booked_on']}
      empty={<Empty text={translate(write ? 'money.no_allocations_write' : 'money.no_allocations')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{purpose(record)}</Typography><Typography sx={{ whiteSpace: 'nowrap' }}>{exact(record.amount_cents)}</Typography>
          </Box>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}>
            <StateLabel state={stateOf(record)} /><Typography variant="body2" color="text.secondary">{record.reference} · {record.funder}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source="purpose" disableSort render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{purpose(record)}</Box><Typography variant="body2" color="text.secondary">{record.purpose}</Typography></>
      )} />
      <DataTable.Col source="lot" disableSort render={(record) => `${record.lot} · ${record.funder}`} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={stateOf(record)} />} />
      <DataTable.Col source="amount_cents" align="right" render={(record) => <Amount cents={record.amount_cents} />} />
      <DataTable.Col source="spent_cents" align="right" disableSort render={(record) => <Amount cents={record.spent_cents} />} />
      <DataTable.Col source="from_day" render={(record) => date(record.from_day)} />
      <DataTable.Col source="until_day" render={(record) => date(record.until_day)} />
      <DataTable.Col source="booked_on" render={(record) => date(record.booked_on)} />
    </ListFrame>
  );
};

export default AllocationList;
