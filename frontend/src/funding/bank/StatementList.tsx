import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, DateInput, SelectInput, useTranslate } from 'react-admin';

import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { BankTabs } from './BankTabs';
import { useMoney } from './EntryFacts';

const StatementList = () => {
  const translate = useTranslate();
  const { date, money } = useMoney();
  const filters = useMemo(
    () => [
      <SelectInput key="notification" source="notification" choices={[{ id: 'true', name: 'ra.boolean.true' }, { id: 'false', name: 'ra.boolean.false' }]} />,
      <DateInput key="from" source="closes_on_from" />,
      <DateInput key="until" source="closes_on_until" />,
    ],
    [],
  );
  const amount = (cents: number | null, currency: string) => (cents === null ? '–' : money(cents, currency));
  return (
    <ListFrame
      title={translate('banking.tab.bank_statements')} above={<BankTabs />} sort={{ field: 'closes_on', order: 'DESC' }} filters={filters} empty={<Empty text={translate('banking.no_statements')} />}
      narrow={(record) => <><Typography sx={{ fontWeight: 600 }}>{record.key}</Typography><Typography variant="body2" color="text.secondary">{date(record.closes_on)} · {amount(record.closing_cents, record.currency)}</Typography></>}
    >
      <DataTable.Col source="closes_on" render={(record) => date(record.closes_on)} />
      <DataTable.Col source="key" render={(record) => <><Box component="span" sx={{ fontWeight: 600 }}>{record.key}</Box><Typography variant="body2" color="text.secondary">{record.account}{record.notification && ` · ${translate('banking.notification')}`}</Typography></>} />
      <DataTable.Col source="opening_cents" align="right" disableSort render={(record) => amount(record.opening_cents, record.currency)} />
      <DataTable.Col source="booked_cents" align="right" disableSort render={(record) => amount(record.booked_cents, record.currency)} />
      <DataTable.Col source="closing_cents" align="right" disableSort render={(record) => amount(record.closing_cents, record.currency)} />
      <DataTable.Col source="entries" align="right" disableSort />
    </ListFrame>
  );
};

export default StatementList;
