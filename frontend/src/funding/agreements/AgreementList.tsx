import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SearchInput, SelectArrayInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { OrganisationFilter } from '../../ui/filters';
import { Amount } from '../parts';
import { AGREEMENT_STATES } from '../types';

const AgreementList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, exact } = useFormats();
  const write = may('agreement.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('money.search_agreements')} sx={{ minWidth: { sm: '20rem' } }} />,
      <SelectArrayInput key="state" source="state" alwaysOn choices={AGREEMENT_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <OrganisationFilter key="funder" source="funder_id" />,
    ],
    [translate],
  );
  return (
    <ListFrame
      title={translate('money.menu.agreements')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} create={write}
      hidden={['starts_on', 'ends_on', 'manager', 'created_at']}
      actions={may('funding.import') && <Button size="small" component={Link} to="/money-import">{translate('money.import.open')}</Button>}
      empty={<Empty text={translate(write ? 'money.no_agreements_write' : 'money.no_agreements')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.funder}</Typography>
            <Typography sx={{ whiteSpace: 'nowrap' }}>{exact(record.in_force ? record.amount_cents : record.proposed_cents)}</Typography>
          </Box>
          <Typography variant="body2">{record.title}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}>
            <StateLabel state={record.state} />
            <Typography variant="body2" color="text.secondary">{record.reference}{record.next_due_on && ` · ${translate('money.next_due', { day: date(record.next_due_on) })}`}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source="funder_sort_name" label="resources.agreements.fields.funder" render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{record.funder}</Box><Typography variant="body2" color="text.secondary">{record.title}</Typography></>
      )} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.Col source="amount_cents" align="right" render={(record) => (
        record.in_force ? (
          <>
            <Amount cents={record.amount_cents} />
            {record.in_kind_cents > 0 && <Typography variant="body2" color="text.secondary">{translate('money.of_which_in_kind', { amount: exact(record.in_kind_cents) })}</Typography>}
          </>
        ) : <Box component="span" sx={{ color: 'text.secondary', fontStyle: 'italic' }} title={translate('money.proposed')}>{exact(record.proposed_cents)}</Box>
      )} />
      <DataTable.Col source="received_cents" align="right" disableSort render={(record) => <Amount cents={record.received_cents} />} />
      <DataTable.Col source="open_cents" align="right" disableSort render={(record) => <Amount cents={record.open_cents} />} />
      <DataTable.Col source="next_due_on" disableSort render={(record) => date(record.next_due_on) || '–'} />
      <DataTable.Col source="starts_on" render={(record) => date(record.starts_on)} />
      <DataTable.Col source="ends_on" render={(record) => date(record.ends_on)} />
      <DataTable.Col source="manager" disableSort />
      <DataTable.Col source="created_at" render={(record) => date(record.created_at)} />
    </ListFrame>
  );
};

export default AgreementList;
