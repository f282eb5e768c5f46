import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, NumberInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { OrganisationFilter } from '../../ui/filters';
import { Amount } from '../parts';

const LotList = () => {
  const translate = useTranslate();
  const { date, exact } = useFormats();
  const filters = useMemo(
    () => [
      <OrganisationFilter key="funder" source="funder_id" alwaysOn />,
      <NumberInput key="number" source="number" min={1} />,
    ],
    [],
  );
  return (
    <ListFrame
      title={translate('money.menu.lots')} lead={translate('money.lots_lead')} sort={{ field: 'due_on', order: 'ASC' }} filters={filters}
      hidden={['uninvoiced_cents', 'invoiced_open_cents']} empty={<Empty text={translate('money.no_lots')} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.funder}</Typography><Typography sx={{ whiteSpace: 'nowrap' }}>{exact(record.amount_cents)}</Typography>
          </Box>
          <Typography variant="body2" color="text.secondary">{translate('money.lot_number', { number: record.number })} · {record.source}/{record.position} · {date(record.due_on)}</Typography>
        </>
      )}
    >
      <DataTable.Col source="number" />
      <DataTable.Col source="funder" disableSort render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600, display: 'block', minWidth: '9rem' }}>{record.funder}</Box><Typography variant="body2" color="text.secondary">{record.source}{record.agreement_id && `/${record.position}`}{record.in_kind && ` · ${translate('money.in_kind')}`}</Typography></>
      )} />
      <DataTable.Col source="due_on" render={(record) => date(record.due_on)} />
      {['amount_cents', 'uninvoiced_cents', 'invoiced_open_cents', 'received_cents', 'received_free_cents', 'allocated_cents', 'spent_cents', 'reported_cents'].map((source) => (
        <DataTable.Col key={source} source={source} align="right" disableSort={source !== 'amount_cents'} render={(record) => <Amount cents={record[source]} />} />
      ))}
    </ListFrame>
  );
};

export default LotList;
