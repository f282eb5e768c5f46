import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SelectArrayInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { OrganisationFilter } from '../filters';
import { Amount } from '../parts';
import { IN_KIND_STATES } from './types';

const InKindList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, exact, number } = useFormats();
  const declare = may('in_kind.declare');
  const all = may('funding.read');
  const filters = useMemo(
    () => [
      <SelectArrayInput key="state" source="state" alwaysOn choices={IN_KIND_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      ...(all ? [<OrganisationFilter key="funder" source="funder_id" />] : []),
    ],
    [all],
  );
  return (
    <ListFrame
      title={translate('inkind.menu')} lead={translate('inkind.lead')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} create={declare}
      hidden={['accepted_at', 'tariff', 'created_at']}
      actions={<Button size="small" component={Link} to="/valuation_rules">{translate('inkind.tariffs')}</Button>}
      empty={<Empty text={translate(declare ? 'inkind.none_declare' : 'inkind.none')} action={declare && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.what}</Typography>
            <Typography sx={{ whiteSpace: 'nowrap' }}>{record.value_cents ? exact(record.value_cents) : ''}</Typography>
          </Box>
          <Typography variant="body2" color="text.secondary">{record.funder} · {record.reference}</Typography>
          <Box sx={{ mt: 0.5 }}><StateLabel state={record.state} /></Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source="what" disableSort render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{record.what}</Box>{all && <Typography variant="body2" color="text.secondary">{record.funder}</Typography>}</>
      )} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.Col source="quantity" align="right" render={(record) => number(record.quantity)} />
      <DataTable.Col source="tariff" disableSort />
      <DataTable.Col source="value_cents" align="right" render={(record) => <Amount cents={record.value_cents} />} />
      <DataTable.Col source="performed_until" render={(record) => date(record.performed_until)} />
      <DataTable.Col source="expires_on" render={(record) => (['declared', 'valued'].includes(record.state) ? date(record.expires_on) || '–' : '–')} />
      <DataTable.Col source="accepted_at" render={(record) => date(record.accepted_at)} />
      <DataTable.Col source="created_at" render={(record) => date(record.created_at)} />
    </ListFrame>
  );
};

export default InKindList;
