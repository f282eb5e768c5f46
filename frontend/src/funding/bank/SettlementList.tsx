import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, type RaRecord, SelectInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { Amount } from '../parts';
import { BankTabs } from './BankTabs';

const YES_NO = [{ id: 'true', name: 'ra.boolean.true' }, { id: 'false', name: 'ra.boolean.false' }];
const LARGE = { large: 'true', current: 'true' };

const Entry = ({ of }: { of: Partial<RaRecord> }) => {
  const translate = useTranslate();
  return <Link component={RouterLink} to={`/bank_entries/${of.entry_id}/show`}>{of.counterparty || translate('banking.nameless')}</Link>;
};

// What was settled, by whom it was written and who settled it: above the limit these are two.
const SettlementList = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const filters = useMemo(() => [<SelectInput key="large" source="large" alwaysOn choices={YES_NO} />, <SelectInput key="current" source="current" choices={YES_NO} />], []);
  const who = (record: Partial<RaRecord>) => (record.by as string | null) ?? translate('banking.by_system');
  return (
    <ListFrame
      title={translate('banking.tab.settlements')} above={<BankTabs />} sort={{ field: 'booked_on', order: 'DESC' }} filters={filters} defaults={LARGE} rowClick={false}
      empty={<Empty text={translate('banking.no_settlements')} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Entry of={record} /><Amount cents={record.amount_cents} />
          </Box>
          <Typography variant="body2" color="text.secondary">{date(record.booked_on)} · {who(record)} · {record.settled_by}</Typography>
        </>
      )}
    >
      <DataTable.Col source="booked_on" render={(record) => date(record.booked_on)} />
      <DataTable.Col source="counterparty" disableSort render={(record) => <Entry of={record} />} />
      <DataTable.Col source="kind" disableSort render={(record) => [translate(`banking.kind.${record.kind}`), record.invoice].filter(Boolean).join(' ')} />
      <DataTable.Col source="amount_cents" align="right" render={(record) => <Amount cents={record.amount_cents} />} />
      <DataTable.Col source="by" disableSort render={who} />
      <DataTable.Col source="settled_by" disableSort />
    </ListFrame>
  );
};
export default SettlementList;
