import { Link, Typography } from '@mui/material';
import { CreateButton, DataTable, type RaRecord, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';

const known = (record: RaRecord) => [record.kvk && `KvK ${record.kvk}`, record.oin && `OIN ${record.oin}`].filter(Boolean).join(' · ');

const BillingList = () => {
  const translate = useTranslate();
  const write = useMay()('invoice.write');
  return (
    <ListFrame
      title={translate('invoices.billing')} lead={translate('invoices.billing_lead')} sort={{ field: 'legal_name', order: 'ASC' }} filters={[]} create={write} rowClick={false}
      empty={<Empty text={translate('invoices.no_billing_yet')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{write ? <Link component={RouterLink} to={`/billing_details/${record.id}`}>{record.legal_name}</Link> : record.legal_name}</Typography>
          <Typography variant="body2" color="text.secondary">{record.email} · {known(record)}</Typography>
        </>
      )}
    >
      <DataTable.Col source="legal_name" render={(record) => (write ? <Link component={RouterLink} to={`/billing_details/${record.id}`}>{record.legal_name}</Link> : record.legal_name)} />
      <DataTable.Col source="city" render={(record) => `${record.street}, ${record.postal_code} ${record.city}`} />
      <DataTable.Col source="kvk" disableSort label="invoices.numbers" render={known} />
      <DataTable.Col source="email" disableSort />
      <DataTable.Col source="language" disableSort render={(record) => translate(`invoices.language.${record.language}`)} />
    </ListFrame>
  );
};

export default BillingList;
