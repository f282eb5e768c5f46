import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { DateInput, type RaRecord, useGetManyReference, useRecordContext, useTranslate } from 'react-admin';
import { useNotify, useRefresh } from 'react-admin';

import { request } from '../app/http';
import { useMay, useMe } from '../app/session';
import { DialogForm, TwoColumns } from '../ui/FormFrame';
import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { AskButton } from './AskButton';
import { useCatalogue } from './catalogue';
import { endOf, lastMoment, standing, type Standing, startOf } from './periods';
import { RoleInputs, roleOf } from './RoleInputs';
import { Scope } from './Scope';
import { useDo } from './useDo';

interface Grant extends RaRecord {
  role: string;
  scope_kind: string | null;
  scope_id: string | null;
  valid_from: string;
  valid_until: string | null;
  confirmed_at: string | null;
  granted_by: string | null;
  version: number;
}

const ORDER: Standing[] = ['unconfirmed', 'current', 'coming', 'past'];

// The roles of an account: held now, later and before, by whom given; to give and to withdraw.
export const Grants = () => {
  const translate = useTranslate();
  const may = useMay();
  const me = useMe();
  const account = useRecordContext();
  const [granting, setGranting] = useState(false);
  const { data = [] } = useGetManyReference<Grant>(
    'role_grants',
    { target: 'account_id', id: account?.id, pagination: { page: 1, perPage: 200 }, sort: { field: 'valid_from', order: 'DESC' }, filter: {} },
    { enabled: Boolean(account) },
  );
  if (!account) return null;
  const grants = [...data].sort((one, other) => ORDER.indexOf(standing(one)) - ORDER.indexOf(standing(other)));
  return (
    <Panel title={translate('identity.roles')} id="roles">
      {grants.length === 0 && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('identity.no_roles')}</Typography>}
      {grants.length > 0 && (
        <Box sx={{ overflowX: 'auto', mx: -2 }} tabIndex={0} role="group" aria-labelledby="roles">
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{translate('identity.role')}</TableCell>
                <TableCell>{translate('identity.for')}</TableCell>
                <TableCell>{translate('identity.period')}</TableCell>
                <TableCell>{translate('identity.granted_by')}</TableCell>
                <TableCell>{translate('identity.state')}</TableCell>
                <TableCell><Box component="span" sx={{ position: 'absolute', left: -9999 }}>{translate('ui.moves')}</Box></TableCell>
              </TableRow>
            </TableHead>
            <TableBody>{grants.map((grant) => <Row key={grant.id} grant={grant} own={account.id === me.account.id} />)}</TableBody>
          </Table>
        </Box>
      )}
      {may('role.grant') && !account.ended_at && account.id !== me.account.id && (
        <Button variant="contained" sx={{ mt: 2 }} onClick={() => setGranting(true)}>{translate('identity.grant')}</Button>
      )}
      {granting && <GrantDialog account={account} onClose={() => setGranting(false)} />}
    </Panel>
  );
};

const Row = ({ grant, own }: { grant: Grant; own: boolean }) => {
  const translate = useTranslate();
  const may = useMay();
  const act = useDo();
  const { date } = useFormats();
  const { roleTitle } = useCatalogue();
  const stands = standing(grant);
  const title = roleTitle(grant.role);
  return (
    <TableRow sx={stands === 'past' ? { '& td': { color: 'text.secondary' } } : undefined}>
      <TableCell sx={{ fontWeight: stands === 'past' ? 400 : 600 }}>{title}</TableCell>
      <TableCell><Scope kind={grant.scope_kind} id={grant.scope_id} /></TableCell>
      <TableCell>
        {grant.valid_until
          ? translate('identity.from_until', { from: date(grant.valid_from), until: date(lastMoment(grant.valid_until)) })
          : translate('identity.since', { from: date(grant.valid_from) })}
      </TableCell>
      <TableCell>{grant.granted_by ?? translate('ui.somebody')}</TableCell>
      <TableCell><StateLabel state={stands} label={translate(`identity.standing.${stands}`)} /></TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {stands === 'unconfirmed' && may('role.grant') && !own && (
          <Button size="small" onClick={() => void act(`/role-grants/${grant.id}/confirm`, 'identity.confirmed', grant.version)}>{translate('ui.confirm')}</Button>
        )}
        {stands !== 'past' && may('role.grant') && (
          <AskButton
            label={translate('identity.withdraw')} about={title} question={translate('identity.withdraw_question')}
            onYes={() => void act(`/role-grants/${grant.id}/end`, 'identity.withdrawn', grant.version)}
          />
        )}
      </TableCell>
    </TableRow>
  );
};

const GrantDialog = ({ account, onClose }: { account: RaRecord; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { role } = useCatalogue();
  return (
    <DialogForm
      title={translate('identity.grant_to', { name: account.name })} submit="identity.grant" onClose={onClose}
      onSubmit={async (values) => {
        const body = {
          account_id: account.id, ...roleOf(values, role(values.role)?.scope), valid_from: startOf(values.from), valid_until: endOf(values.until),
        };
        const { json } = await request<Grant>('POST', '/role-grants', { body });
        notify(json.confirmed_at ? 'identity.granted' : 'identity.granted_unconfirmed', { type: 'success' });
        refresh();
        onClose();
      }}
    >
      <RoleInputs />
      <TwoColumns>
        <DateInput source="from" label="identity.from" helperText="identity.from_help" />
        <DateInput source="until" label="identity.until" helperText="identity.until_help" />
      </TwoColumns>
    </DialogForm>
  );
};
