import { Box, Typography } from '@mui/material';
import { BooleanInput, DataTable, type RaRecord, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { useCatalogue } from './catalogue';

const ProviderList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { roleTitle } = useCatalogue();
  const filters = [<BooleanInput key="enabled" source="enabled" />];
  const state = (record: RaRecord) => <StateLabel state={record.enabled ? 'current' : 'off'} label={translate(record.enabled ? 'identity.on' : 'identity.off')} />;
  return (
    <ListFrame
      title={translate('identity.menu.providers')} sort={{ field: 'name', order: 'ASC' }} filters={filters} create={may('provider.write')}
      empty={<Empty text={translate('identity.no_providers')} />}
      narrow={(record) => (
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{record.issuer}</Typography>
          </Box>
          {state(record)}
        </Box>
      )}
    >
      <DataTable.Col source="name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="key" />
      <DataTable.Col source="issuer" disableSort />
      <DataTable.Col source="audience" disableSort render={(record) => translate(`identity.audience.${record.audience}`)} />
      <DataTable.Col source="default_role" disableSort render={(record) => (record.default_role ? roleTitle(record.default_role) : '–')} />
      <DataTable.Col source="enabled" disableSort render={state} />
    </ListFrame>
  );
};

export default ProviderList;
