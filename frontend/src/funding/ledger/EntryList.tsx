import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, DateInput, NumberInput, type RaRecord, SelectArrayInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { Amount, PostedOn } from '../parts';
import { type Entry, EVENTS } from '../types';
import { LedgerTabs } from './LedgerTabs';

const undone = ({ reverses_id: reverses, reversed_by: reversed }: Partial<RaRecord>) => <>{reverses && <StateLabel state="reversal" />}{reversed && <StateLabel state="reversed" />}</>;

const EntryList = () => {
  const translate = useTranslate();
  const { exact, short } = useFormats();
  const filters = useMemo(
    () => [
      <SelectArrayInput key="event" source="event" alwaysOn choices={EVENTS.map((id) => ({ id, name: `money.event.${id}` }))} sx={{ minWidth: '13rem' }} />,
      <DateInput key="from" source="posted_on_from" label="money.posted_from" alwaysOn />,
      <DateInput key="until" source="posted_on_until" label="money.posted_until" alwaysOn />,
      <DateInput key="happened_from" source="happened_on_from" label="money.happened_from" />,
      <DateInput key="happened_until" source="happened_on_until" label="money.happened_until" />,
      <NumberInput key="number" source="number" min={1} />,
    ],
    [],
  );
  return (
    <ListFrame
      title={translate('money.journal')} above={<LedgerTabs />} sort={{ field: 'number', order: 'DESC' }} filters={filters} hidden={['booked_at', 'booked_by', 'reason']}
      empty={<Empty text={translate('money.no_entries')} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography>{translate(`money.event.${record.event}`)}</Typography><Typography sx={{ whiteSpace: 'nowrap' }}>{exact(record.amount_cents)}</Typography>
          </Box>
          {undone(record)}
          <Typography variant="body2" color="text.secondary">{record.number} · <PostedOn of={record as Entry} /> · {record.description}</Typography>
        </>
      )}
    >
      <DataTable.Col source="number" />
      <DataTable.Col source="posted_on" render={(record) => <PostedOn of={record} />} />
      <DataTable.Col source="event" disableSort render={(record) => (
        <>{translate(`money.event.${record.event}`)} {undone(record)}</>
      )} />
      <DataTable.Col source="description" disableSort />
      <DataTable.Col source="amount_cents" align="right" disableSort render={(record) => <Amount cents={record.amount_cents} />} />
      <DataTable.Col source="booked_at" render={(record) => short(record.booked_at)} />
      <DataTable.Col source="booked_by" disableSort />
      <DataTable.Col source="reason" disableSort />
    </ListFrame>
  );
};

export default EntryList;
