import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { AutocompleteInput, DataTable, NumberInput, ReferenceInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { Amount } from '../parts';

const LotList = () => {
  const translate = useTranslate();
  const { date, exact } = useFormats();
  const filters = useMemo(
    () => [
      <ReferenceInput key="funder" source="funder_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }} alwaysOn>
        <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} sx={{ minWidth: { sm: '18rem' } }} />
      </ReferenceInput>,
      <NumberInput key="number" source="number" min={1} />,
    ],
    [],
  );
  return (
    <ListFrame
      title={translate('funding.menu.lots')} lead={translate('funding.lots_lead')} sort={{ field: 'due_on', order: 'ASC' }} filters={filters}
      hidden={['uninvoiced_cents', 'reported_cents']} empty={<Empty text={translate('funding.no_lots')} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.funder}</Typography><Typography sx={{ whiteSpace: 'nowrap' }}>{exact(record.amount_cents)}</Typography>
          </Box>
          <Typography variant="body2" color="text.secondary">{translate('funding.lot_number', { number: record.number })} · {record.source}/{record.position} · {date(record.due_on)}</Typography>
        </>
      )}
    >
      <DataTable.Col source="number" />
      <DataTable.Col source="funder" disableSort render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{record.funder}</Box><Typography variant="body2" color="text.secondary">{record.source}{record.agreement_id && `/${record.position}`}{record.in_kind && ` · ${translate('funding.in_kind')}`}</Typography></>
      )} />
      <DataTable.Col source="due_on" render={(record) => date(record.due_on)} />
      {['amount_cents', 'uninvoiced_cents', 'invoiced_open_cents', 'received_cents', 'received_free_cents', 'allocated_cents', 'spent_cents', 'reported_cents'].map((source) => (
        <DataTable.Col key={source} source={source} align="right" disableSort={source !== 'amount_cents'} render={(record) => <Amount cents={record[source]} />} />
      ))}
    </ListFrame>
  );
};

export default LotList;
