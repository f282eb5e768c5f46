import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, DateInput, SearchInput, SelectArrayInput, SelectInput, useTranslate } from 'react-admin';

import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { BankTabs } from './BankTabs';
import { useMoney } from './EntryFacts';
import { ENTRY_STATES } from './types';

const YES_NO = [{ id: 'true', name: 'ra.boolean.true' }, { id: 'false', name: 'ra.boolean.false' }];

const EntryList = () => {
  const translate = useTranslate();
  const { date, money } = useMoney();
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn />,
      <SelectArrayInput key="state" source="state" alwaysOn choices={ENTRY_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectInput key="waiting" source="waiting" choices={YES_NO} />,
      <SelectInput key="received" source="received" choices={YES_NO} />,
      <DateInput key="from" source="booked_on_from" />,
      <DateInput key="until" source="booked_on_until" />,
    ],
    [],
  );
  return (
    <ListFrame
      title={translate('banking.menu.bank')} above={<BankTabs />} sort={{ field: 'booked_on', order: 'DESC' }} filters={filters} hidden={['counterparty_account', 'reference', 'account']}
      empty={<Empty text={translate('banking.no_entries')} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.counterparty || record.description || translate('banking.nameless')}</Typography>
            <Typography sx={{ whiteSpace: 'nowrap' }}>{money(record.amount_cents, record.currency)}</Typography>
          </Box>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}><StateLabel state={record.state} /><Typography variant="body2" color="text.secondary">{date(record.booked_on)}</Typography></Box>
        </>
      )}
    >
      <DataTable.Col source="booked_on" render={(record) => date(record.booked_on)} />
      <DataTable.Col source="counterparty" render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{record.counterparty || translate('banking.nameless')}</Box><Typography variant="body2" color="text.secondary" sx={{ maxWidth: '34em', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{record.description}</Typography></>
      )} />
      <DataTable.Col source="amount_cents" align="right" render={(record) => money(record.amount_cents, record.currency)} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.Col source="age_days" align="right" disableSort render={(record) => record.age_days ?? ''} />
      <DataTable.Col source="counterparty_account" disableSort />
      <DataTable.Col source="reference" disableSort />
      <DataTable.Col source="account" disableSort />
    </ListFrame>
  );
};

export default EntryList;
