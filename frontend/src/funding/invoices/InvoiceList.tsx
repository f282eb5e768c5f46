import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, DateInput, SearchInput, SelectArrayInput, SelectInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { OrganisationFilter } from '../../ui/filters';
import { Amount } from '../parts';
import { Ageing, Due } from './Due';
import { INVOICE_STATES, signedCents } from './types';
import { useInvoiceName } from './useInvoiceName';

const KINDS = [{ id: 'invoice', name: 'invoices.kind.invoice' }, { id: 'credit_note', name: 'invoices.kind.credit_note' }];

const InvoiceList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, exact } = useFormats();
  const number = useInvoiceName();
  const write = may('invoice.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('invoices.search')} sx={{ minWidth: { sm: '16rem' } }} />,
      <SelectArrayInput key="state" source="state" alwaysOn choices={INVOICE_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectInput key="kind" source="kind" choices={KINDS} />,
      <DateInput key="until" source="due_on_until" label="invoices.due_until" />,
      <OrganisationFilter key="funder" source="funder_id" />,
    ],
    [translate],
  );
  return (
      <ListFrame
        title={translate('invoices.menu')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} create={write}
        hidden={['rf_reference', 'order_number', 'created_at', 'issued_on']} lead={<Ageing />}
        actions={write && <Button size="small" component={Link} to="/billing_details">{translate('invoices.billing')}</Button>}
        empty={<Empty text={translate(write ? 'invoices.none_write' : 'invoices.none')} action={write && <CreateButton variant="contained" />} />}
        narrow={(record) => (
          <>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
              <Typography sx={{ fontWeight: 600 }}>{record.funder}</Typography>
              <Typography sx={{ whiteSpace: 'nowrap' }}>{exact(signedCents(record))}</Typography>
            </Box>
            <Typography variant="body2" color="text.secondary">{number(record)}</Typography>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}><StateLabel state={record.state} /><Due invoice={record} /></Box>
          </>
        )}
      >
        <DataTable.Col source="number_text" render={(record) => <Box component="span" sx={{ whiteSpace: 'nowrap', color: record.number_text ? undefined : 'text.secondary' }}>{number(record)}</Box>} />
        <DataTable.Col source="funder" disableSort render={(record) => (
          <><Box component="span" sx={{ fontWeight: 600 }}>{record.funder}</Box><Typography variant="body2" color="text.secondary">{record.agreement_reference}</Typography></>
        )} />
        <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
        <DataTable.Col source="amount_cents" align="right" render={(record) => <Amount cents={signedCents(record)} />} />
        <DataTable.Col source="open_cents" align="right" disableSort render={(record) => <Amount cents={record.open_cents} />} />
        <DataTable.Col source="due_on" render={(record) => <Due invoice={record} />} />
        <DataTable.Col source="issued_on" render={(record) => date(record.issued_on)} />
        <DataTable.Col source="rf_reference" disableSort />
        <DataTable.Col source="order_number" disableSort />
        <DataTable.Col source="created_at" render={(record) => date(record.created_at)} />
      </ListFrame>
  );
};

export default InvoiceList;
