import { Box, Typography } from '@mui/material';
import { DataTable, type RaRecord, TextInput, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { AskButton } from './AskButton';
import { useDo } from './useDo';

const AccessRequestList = () => {
  const translate = useTranslate();
  const may = useMay();
  const act = useDo();
  const { short } = useFormats();
  const filters = [<TextInput key="email" source="email" label="resources.access_requests.fields.email" alwaysOn />];
  const state = (record: RaRecord) => (
    <StateLabel state={record.closed_at ? 'past' : 'open'} label={translate(record.closed_at ? 'identity.request.closed' : 'identity.request.open')} />
  );
  const close = (record: RaRecord) =>
    !record.closed_at && may('role.grant') && (
      <AskButton
        label={translate('identity.close_request')} about={record.name} question={translate('identity.close_request_question')}
        onYes={() => void act(`/access-requests/${record.id}/close`, 'identity.request_closed', record.version)}
      />
    );
  return (
    <ListFrame
      title={translate('identity.menu.access_requests')} sort={{ field: 'asked_at', order: 'DESC' }} filters={filters} rowClick={false}
      empty={<Empty text={translate('identity.no_requests')} />}
      narrow={(record) => (
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'flex-start' }}>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{record.email} · {short(record.asked_at)}</Typography>
            {close(record)}
          </Box>
          {state(record)}
        </Box>
      )}
    >
      <DataTable.Col source="name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="email" />
      <DataTable.Col source="provider" disableSort render={(record) => <span title={record.issuer}>{record.provider ?? record.issuer}</span>} />
      <DataTable.NumberCol source="times" />
      <DataTable.Col source="asked_at" render={(record) => short(record.asked_at)} />
      <DataTable.Col source="closed_at" disableSort render={state} />
      <DataTable.Col source="version" label="ui.moves" disableSort render={close} />
    </ListFrame>
  );
};

export default AccessRequestList;
