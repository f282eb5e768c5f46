import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { DateInput, type RaRecord, useGetManyReference, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';

import { request } from '../app/http';
import { useMay, useMe } from '../app/session';
import { DialogForm, TwoColumns } from '../ui/FormFrame';
import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { AskButton } from './AskButton';
import { useCatalogue } from './catalogue';
import { endOf, lastMoment, neverBegan, standing, type Standing, startOf } from './periods';
import { LastDay, RoleInputs, roleOf } from './RoleInputs';
import { Scope } from './Scope';
import { useDo } from './useDo';
import { useMayKeep } from './useMayKeep';

interface Grant extends RaRecord {
  role: string;
  scope_kind: string | null;
  scope_id: string | null;
  scope: { nl: string; en: string } | null;
  valid_from: string;
  valid_until: string | null;
  confirmed_at: string | null;
  granted_by: string | null;
  ending_asked_at: string | null;
  ending_asked_by: string | null;
  asked_by_me: boolean | null;
  version: number;
}

// Whoever holds one of these decides who else may do what: granting and ending takes two.
const ADMINISTRATORS = ['system_administrator', 'partner_administrator'];
const ORDER: Standing[] = ['unconfirmed', 'ending', 'current', 'coming', 'past'];

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
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {grants.map((grant) => <Row key={grant.id} grant={grant} own={account.id === me.account.id} />)}
      </Box>
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
  const mayKeep = useMayKeep();
  const act = useDo();
  const { date } = useFormats();
  const { roleTitle } = useCatalogue();
  const stands = standing(grant);
  const title = roleTitle(grant.role);
  const byTwo = stands !== 'unconfirmed' && ADMINISTRATORS.includes(grant.role);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid', gridTemplateColumns: { xs: '1fr auto', md: '5fr 5fr 9.5rem 9rem' }, columnGap: 2, alignItems: 'center', py: 1,
        borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 }, color: stands === 'past' ? 'text.secondary' : undefined,
      }}
    >
      <Box>
        <Typography variant="body2" sx={{ fontWeight: stands === 'past' ? 400 : 600 }}>{title}</Typography>
        <Typography variant="body2" color="text.secondary"><Scope kind={grant.scope_kind} id={grant.scope_id} name={grant.scope} /></Typography>
      </Box>
      <Box sx={{ order: { xs: 3, md: 0 } }}>
        <Typography variant="body2">
          {neverBegan(grant)
            ? translate('identity.never_began', { from: date(grant.valid_from) })
            : grant.valid_until
            ? translate('identity.from_until', { from: date(grant.valid_from), until: date(lastMoment(grant.valid_until)) })
            : translate(stands === 'coming' ? 'identity.starting' : 'identity.since', { from: date(grant.valid_from) })}
        </Typography>
        <Typography variant="body2" color="text.secondary">{translate('identity.granted_by', { name: grant.granted_by ?? translate('operations.actor_kind.system') })}</Typography>
        {stands === 'ending' && <Typography variant="body2" color="text.secondary">{translate('identity.end_asked_by', { name: grant.ending_asked_by })}</Typography>}
      </Box>
      <Box sx={{ textAlign: { xs: 'right', md: 'left' } }}><StateLabel state={stands} label={translate(`identity.standing.${stands}`)} /></Box>
      <Box sx={{ textAlign: 'right', order: { xs: 4, md: 0 } }}>
        {stands === 'unconfirmed' && may('role.grant') && !own && (
          <Button size="small" onClick={() => void act(`/role-grants/${grant.id}/confirm`, 'identity.confirmed', grant.version)}>{translate('ui.confirm')}</Button>
        )}
        {stands === 'ending' && may('role.grant') && (
          <>
            {!grant.asked_by_me && (
              <AskButton
                label={translate('identity.confirm_end')} about={title} question={translate('identity.withdraw_question')}
                onYes={() => void act(`/role-grants/${grant.id}/confirm`, 'identity.withdrawn', grant.version)}
              />
            )}
            <Button size="small" onClick={() => void act(`/role-grants/${grant.id}/keep`, 'identity.kept', grant.version)}>{translate('identity.keep')}</Button>
          </>
        )}
        {stands !== 'past' && stands !== 'ending' && mayKeep(grant.role) && (
          <AskButton
            label={translate('identity.withdraw')} about={title} question={translate(byTwo ? 'identity.withdraw_by_two' : 'identity.withdraw_question')}
            onYes={() => void act(`/role-grants/${grant.id}/end`, byTwo ? 'identity.end_asked' : 'identity.withdrawn', grant.version)}
          />
        )}
      </Box>
    </Box>
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
          account_id: account.id, ...roleOf(values, role(values.role)?.scope), valid_from: startOf(values.valid_from), valid_until: endOf(values.valid_until),
        };
        const { json } = await request<Grant>('POST', '/role-grants', { body });
        notify(json.confirmed_at ? 'identity.granted' : 'identity.granted_unconfirmed', { type: 'success' });
        refresh();
        onClose();
      }}
    >
      <RoleInputs />
      <TwoColumns>
        <DateInput source="valid_from" label="identity.from" helperText="identity.from_help" />
        <LastDay source="valid_until" label="identity.until" />
      </TwoColumns>
    </DialogForm>
  );
};
