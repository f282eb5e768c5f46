import { Box, Typography } from '@mui/material';
import { DataTable, type RaRecord, SelectInput, TextInput, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { AskButton } from './AskButton';
import { useCatalogue } from './catalogue';
import { Scope } from './Scope';
import { useDo } from './useDo';
import { useMayKeep } from './useMayKeep';

const STATES = ['open', 'redeemed', 'expired', 'withdrawn'];

const InvitationList = () => {
  const translate = useTranslate();
  const may = useMay();
  const mayKeep = useMayKeep();
  const act = useDo();
  const { date } = useFormats();
  const { roleTitle, grantable } = useCatalogue();
  const { say } = useFormats();
  const filters = [
    <TextInput key="email" source="email" label="resources.invitations.fields.email" alwaysOn />,
    <SelectInput key="state" source="state" label="resources.invitations.fields.state" choices={STATES.map((id) => ({ id, name: `identity.invitation.${id}` }))} />,
    <SelectInput key="role" source="role" label="identity.role" translateChoice={false} choices={grantable.map((one) => ({ id: one.name, name: say(one.title) }))} />,
  ];
  const state = (record: RaRecord) => <StateLabel state={record.state} label={translate(`identity.invitation.${record.state}`)} />;
  const withdraw = (record: RaRecord) =>
    record.state === 'open' && mayKeep(record.role) && (
      <AskButton
        label={translate('identity.withdraw')} about={record.email} question={translate('identity.withdraw_invitation_question')}
        onYes={() => void act(`/invitations/${record.id}/withdraw`, 'identity.withdrawn', record.version)}
      />
    );
  return (
    <ListFrame
      title={translate('identity.menu.invitations')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} create={may('role.grant')}
      rowClick={false} empty={<Empty text={translate('identity.no_invitations')} />}
      narrow={(record) => (
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'flex-start' }}>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{record.name || record.email}</Typography>
            <Typography variant="body2" color="text.secondary">{roleTitle(record.role)} · <Scope kind={record.scope_kind} id={record.scope_id} name={record.scope} /></Typography>
            {withdraw(record)}
          </Box>
          {state(record)}
        </Box>
      )}
    >
      <DataTable.Col source="email" render={(record) => <><Box sx={{ fontWeight: 600 }}>{record.name || record.email}</Box>{record.name && record.email}</>} />
      <DataTable.Col source="role" render={(record) => roleTitle(record.role)} />
      <DataTable.Col source="scope_kind" disableSort render={(record) => <Scope kind={record.scope_kind} id={record.scope_id} name={record.scope} />} />
      <DataTable.Col source="state" disableSort render={state} />
      <DataTable.Col source="invited_by" disableSort />
      <DataTable.Col source="expires_at" render={(record) => date(record.expires_at)} />
      <DataTable.Col source="version" label="ui.moves" disableSort render={withdraw} />
    </ListFrame>
  );
};

export default InvitationList;
