import { Box, Typography } from '@mui/material';
import { DataTable, SearchInput, SelectInput, useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';

const AccountList = () => {
  const translate = useTranslate();
  const { date, short } = useFormats();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={translate('identity.search_accounts')} sx={{ minWidth: { sm: '20rem' } }} />,
    <SelectInput key="language" source="language" label="resources.accounts.fields.language" choices={['nl', 'en'].map((id) => ({ id, name: `identity.language.${id}` }))} />,
  ];
  const state = (ended?: string | null) => <StateLabel state={ended ? 'past' : 'current'} label={translate(ended ? 'identity.ended' : 'identity.active')} />;
  return (
    <ListFrame
      title={translate('identity.menu.accounts')} sort={{ field: 'name', order: 'ASC' }} filters={filters}
      empty={<Empty text={translate('identity.no_accounts')} />}
      narrow={(record) => (
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
            <Typography variant="body2" color="text.secondary" noWrap>{record.email}</Typography>
          </Box>
          {record.ended_at && state(record.ended_at)}
        </Box>
      )}
    >
      <DataTable.Col source="name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="email" />
      <DataTable.Col source="language" disableSort render={(record) => translate(`identity.language.${record.language}`)} />
      <DataTable.Col source="created_at" render={(record) => <span title={short(record.created_at)}>{date(record.created_at)}</span>} />
      <DataTable.Col source="ended_at" disableSort render={(record) => state(record.ended_at)} />
    </ListFrame>
  );
};

export default AccountList;
