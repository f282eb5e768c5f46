import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { AutocompleteInput, DataTable, type RaRecord, SearchInput, SelectInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../app/session';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { Country, KindLabel, useCountries } from './parts';
import { kinds } from './rules';

const where = (record: RaRecord) => (
  <>
    {record.city}
    {record.city && record.country_code && ', '}
    <Country code={record.country_code} />
  </>
);

const OrganisationList = () => {
  const translate = useTranslate();
  const may = useMay();
  const countries = useCountries();
  const write = may('organisation.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('partners.search_organisations')} sx={{ minWidth: { sm: '22rem' } }} />,
      <SelectInput
        key="kind" source="kind" label="resources.organisations.fields.kind"
        choices={kinds.map((id) => ({ id, name: `partners.kind.${id}` }))}
      />,
      <AutocompleteInput key="country" source="country_code" label="resources.organisations.fields.country_code" choices={countries} sx={{ minWidth: '14rem' }} />,
      <SelectInput
        key="status" source="status" label="resources.organisations.fields.status"
        choices={['active', 'inactive', 'withdrawn'].map((id) => ({ id, name: `partners.status.${id}` }))}
      />,
    ],
    [countries, translate],
  );
  const toImport = write && <Button component={Link} to="/organisations/import">{translate('partners.import')}</Button>;
  return (
    <ListFrame
      title={translate('partners.menu.organisations')} sort={{ field: 'sort_name', order: 'ASC' }} filters={filters} create={write}
      actions={toImport} hidden={['website', 'status']} empty={<Empty text={translate('partners.no_organisations')} action={toImport} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}{record.acronyms && <Soft> {record.acronyms}</Soft>}</Typography>
          <Typography variant="body2" color="text.secondary"><KindLabel kind={record.kind} /> · {where(record)}</Typography>
        </>
      )}
    >
      <DataTable.Col source="sort_name" label="resources.organisations.fields.name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="acronyms" disableSort />
      <DataTable.Col source="kind" render={(record) => <KindLabel kind={record.kind} />} />
      <DataTable.Col source="city" disableSort />
      <DataTable.Col source="country_code" render={(record) => <Country code={record.country_code} />} />
      <DataTable.Col source="ror_id" disableSort />
      <DataTable.Col source="website" disableSort />
      <DataTable.Col source="status" disableSort render={(record) => translate(`partners.status.${record.status}`, { _: record.status })} />
    </ListFrame>
  );
};

const Soft = ({ children }: { children: React.ReactNode }) => <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>{children}</Box>;

export default OrganisationList;
