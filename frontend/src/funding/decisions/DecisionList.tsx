import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SearchInput, SelectArrayInput, useTranslate } from 'react-admin';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { Amount } from '../parts';
import { DECISION_STATES } from '../types';

const DecisionList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, exact } = useFormats();
  const write = may('decision.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('money.search_decisions')} sx={{ minWidth: { sm: '20rem' } }} />,
      <SelectArrayInput key="state" source="state" alwaysOn choices={DECISION_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
    ],
    [translate],
  );
  return (
    <ListFrame
      title={translate('money.menu.decisions')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} create={write}
      hidden={['starts_on', 'ends_on', 'scheme', 'granted_on']}
      empty={<Empty text={translate(write ? 'money.no_decisions_write' : 'money.no_decisions')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.title}</Typography>
            <Typography sx={{ whiteSpace: 'nowrap' }}>{exact(record.amount_cents)}</Typography>
          </Box>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}>
            <StateLabel state={record.state} /><Typography variant="body2" color="text.secondary">{record.reference} · {record.granter}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source="title" render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{record.title}</Box><Typography variant="body2" color="text.secondary">{record.granter}</Typography></>
      )} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.Col source="amount_cents" align="right" render={(record) => <Amount cents={record.amount_cents} />} />
      <DataTable.Col source="received_cents" align="right" disableSort render={(record) => <Amount cents={record.received_cents} />} />
      <DataTable.Col source="determined_cents" align="right" render={(record) => <Amount cents={record.determined_cents} />} />
      <DataTable.Col source="account_by" render={(record) => date(record.account_by) || '–'} />
      <DataTable.Col source="scheme" />
      <DataTable.Col source="granted_on" render={(record) => date(record.granted_on)} />
      <DataTable.Col source="starts_on" render={(record) => date(record.starts_on)} />
      <DataTable.Col source="ends_on" render={(record) => date(record.ends_on)} />
    </ListFrame>
  );
};

export default DecisionList;
