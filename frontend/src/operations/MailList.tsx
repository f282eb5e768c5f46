import { Box, Typography } from '@mui/material';
import { DataTable, type RaRecord, SelectInput, TextInput, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { Unseen } from '../ui/Unseen';
import { useMailState } from './useMailState';

const STATES = ['queued', 'sent', 'refused', 'gave_up'];

const MailList = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const may = useMay();
  const said = useMailState();
  if (!may('mail.read')) return <Unseen title={translate('operations.menu.mails')} text={translate('operations.mails_unseen')} />;
  const filters = [
    <TextInput key="to" source="to_address" alwaysOn sx={{ minWidth: { sm: '16rem' } }} />,
    <SelectInput key="state" source="state" choices={STATES.map((id) => ({ id, name: said(id) }))} translateChoice={false} />,
    <SelectInput key="language" source="language" choices={['nl', 'en'].map((id) => ({ id, name: `operations.language.${id}` }))} />,
  ];
  const state = (record: RaRecord) => <StateLabel state={record.state} label={said(record.state)} />;
  return (
    <ListFrame
      title={translate('operations.menu.mails')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} hidden={['language', 'attempts', 'sent_at']}
      empty={<Empty text={translate('operations.no_mails')} />}
      narrow={(record) => (
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'flex-start' }}>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600 }}>{record.subject}</Typography>
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{record.to_address} · {short(record.created_at)}</Typography>
          </Box>
          {state(record)}
        </Box>
      )}
    >
      <DataTable.Col source="created_at" render={(record) => <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{short(record.created_at)}</Box>} />
      <DataTable.Col source="to_address" disableSort />
      <DataTable.Col source="subject" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.subject}</Box>} />
      <DataTable.Col source="template" disableSort render={(record) => translate(`operations.template.${record.template}`, { _: record.template })} />
      <DataTable.Col source="language" disableSort render={(record) => translate(`operations.language.${record.language}`, { _: record.language })} />
      <DataTable.Col source="state" disableSort render={state} />
      <DataTable.NumberCol source="attempts" disableSort />
      <DataTable.Col source="sent_at" disableSort render={(record) => short(record.sent_at)} />
    </ListFrame>
  );
};

export default MailList;
