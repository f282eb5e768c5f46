import { Box, Typography } from '@mui/material';
import { DataTable, SearchInput, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';

const PersonList = () => {
  const translate = useTranslate();
  const may = useMay();
  const filters = [<SearchInput key="q" source="q" alwaysOn placeholder={translate('partners.search_people')} sx={{ minWidth: { sm: '22rem' } }} />];
  return (
    <ListFrame
      title={translate('partners.menu.people')} sort={{ field: 'sort_name', order: 'ASC' }} filters={filters} create={may('person.write')}
      empty={<Empty text={translate('partners.no_people')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
          <Typography variant="body2" color="text.secondary">{record.organisations || record.email}</Typography>
        </>
      )}
    >
      <DataTable.Col source="sort_name" label="resources.people.fields.name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="organisations" disableSort />
      <DataTable.Col source="orcid" disableSort />
      <DataTable.Col source="email" disableSort />
    </ListFrame>
  );
};

export default PersonList;
