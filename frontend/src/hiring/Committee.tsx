import { Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { AutocompleteInput, DateInput, email, ReferenceInput, required, SelectInput, TextInput, useGetList, useNotify, useRefresh, useTranslate } from 'react-admin';

import { currentLanguage, request } from '../app/http';
import { useMe } from '../app/session';
import { AskButton } from '../identity/AskButton';
import { endOf, lastMoment, startOf } from '../identity/periods';
import { useDo } from '../identity/useDo';
import { Face } from '../ui/Face';
import { DialogForm, TwoColumns } from '../ui/FormFrame';
import { useFormats } from '../ui/format';
import { problemText } from '../ui/MovesBar';
import { COMMITTEE_ROLES, type CommitteeMember, type Vacancy } from './types';

const ROLES = COMMITTEE_ROLES.map((id) => ({ id, name: `hiring.role.${id}` }));

// Who judges. Members are added and ended here by whoever composes committees.
export const Committee = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { date } = useFormats();
  const { permissions, scoped } = useMe();
  const manage = permissions.includes('committee.manage') || (scoped['committee.manage'] ?? []).includes(String(vacancy.id));
  const [adding, setAdding] = useState(false);
  const [inviting, setInviting] = useState(false);
  const [ending, setEnding] = useState<CommitteeMember | null>(null);
  const following = useFollowing();
  return (
    <>
      {vacancy.committee.length === 0 && <Typography variant="body2" color="text.secondary">{translate('hiring.no_committee')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {vacancy.committee.map((member) => (
          <Stack key={member.grant_id} component="li" direction="row" alignItems="center" gap={1.25} sx={{ py: 0.75 }}>
            <Face name={member.name} size={28} />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="body2" fontWeight={600} sx={{ overflowWrap: 'anywhere' }}>{member.name}</Typography>
              <Typography variant="body2" color="text.secondary">{[
                translate(`hiring.role.${member.role}`),
                Date.parse(member.valid_from) > Date.now() && translate('identity.starting', { from: date(member.valid_from) }),
                member.valid_until && translate('identity.ending', { until: date(lastMoment(member.valid_until)) }),
              ].filter(Boolean).join(' · ')}</Typography>
              {member.next && <Typography variant="body2" color="text.secondary">{translate('hiring.next_seat', following(member.next))}</Typography>}
            </Box>
            {manage && (
              <Button size="small" color="inherit" aria-label={translate('hiring.end_member', { name: member.name })} onClick={() => setEnding(member)}>
                {translate('hiring.end')}
              </Button>
            )}
          </Stack>
        ))}
      </Box>
      {manage && <Invited vacancy={vacancy} />}
      {manage && (
        <Stack direction="row" flexWrap="wrap" gap={1} sx={{ mt: 1 }}>
          <Button size="small" variant="outlined" onClick={() => setAdding(true)}>{translate('hiring.add_member')}</Button>
          <Button size="small" onClick={() => setInviting(true)}>{translate('hiring.invite_member')}</Button>
        </Stack>
      )}
      {inviting && <InviteMember vacancy={vacancy} onClose={() => setInviting(false)} />}
      {adding && (
        <DialogForm
          title={translate('hiring.add_member')} submit="ra.action.add" defaults={{ role: 'committee_member' }} onClose={() => setAdding(false)}
          blamed="account_id"
          onSubmit={async ({ account_id, role, valid_from, valid_until }) => {
            await request('POST', `/vacancies/${vacancy.id}/committee`, {
              body: { account_id, role, valid_from: startOf(valid_from), valid_until: endOf(valid_until) },
            });
            setAdding(false);
            refresh();
          }}
        >
          <ReferenceInput source="account_id" reference="accounts" perPage={25} sort={{ field: 'name', order: 'ASC' }}>
            <AutocompleteInput
              label={translate('hiring.member')} optionText={(account) => (account ? [account.name, account.email].filter(Boolean).join(' · ') : '')}
              filterToQuery={(q: string) => ({ q })} validate={required()} fullWidth
            />
          </ReferenceInput>
          <SelectInput source="role" label={translate('hiring.member_role')} choices={ROLES} validate={required()} />
          <TwoColumns>
            <DateInput source="valid_from" label="identity.from" helperText="identity.from_help" />
            <DateInput source="valid_until" label="identity.until" helperText="identity.until_help" />
          </TwoColumns>
        </DialogForm>
      )}
      {ending && <EndMember vacancy={vacancy} member={ending} onClose={() => setEnding(null)} />}
    </>
  );
};

const useFollowing = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  return ({ role, valid_from }: { role: string; valid_from: string }) => ({ role: translate(`hiring.role.${role}`).toLowerCase(), from: date(valid_from) });
};

// Who was invited to a seat here and has not answered yet.
const Invited = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const act = useDo();
  const { date } = useFormats();
  const { data = [] } = useGetList('invitations', { filter: { scope_id: vacancy.id, state: 'open' }, pagination: { page: 1, perPage: 50 }, sort: { field: 'created_at', order: 'ASC' } });
  return data.filter(({ role }) => COMMITTEE_ROLES.includes(role)).map((one) => (
    <Stack key={one.id} direction="row" alignItems="center" gap={1.25} sx={{ py: 0.75 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>{one.name || one.email}</Typography>
        <Typography variant="body2" color="text.secondary">{[
          translate(`hiring.role.${one.role}`),
          one.role_from && translate('identity.starting', { from: date(one.role_from) }),
          one.role_until && translate('identity.ending', { until: date(lastMoment(one.role_until)) }),
          translate('hiring.invited', { until: date(one.expires_at) }),
        ].filter(Boolean).join(' · ')}</Typography>
      </Box>
      <AskButton
        color="inherit" label={translate('identity.withdraw')} about={one.email} question={translate('identity.withdraw_invitation_question')}
        onYes={() => void act(`/invitations/${one.id}/withdraw`, 'identity.withdrawn', one.version)}
      />
    </Stack>
  ));
};

// A seat for somebody who has no account yet: they get it by a link in the mail.
const InviteMember = ({ vacancy, onClose }: { vacancy: Vacancy; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('hiring.invite_member')} submit="hiring.invite" defaults={{ role: 'committee_member', language: currentLanguage() }} onClose={onClose}
      onSubmit={async ({ email: to, name, role, language, role_from, role_until }) => {
        await request('POST', '/invitations', {
          body: { email: to, name: name ?? '', role, language, scope_kind: 'vacancy', scope_id: vacancy.id, role_from: startOf(role_from), role_until: endOf(role_until) },
        });
        notify('hiring.invitation_sent', { type: 'success' });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate('hiring.invite_lead')}</Typography>
      <TwoColumns>
        <TextInput source="email" type="email" label="resources.invitations.fields.email" validate={[required(), email()]} />
        <TextInput source="name" label="resources.invitations.fields.name" />
        <SelectInput source="role" label="hiring.member_role" choices={ROLES} validate={required()} />
        <SelectInput source="language" label="identity.mail_language" choices={['nl', 'en'].map((id) => ({ id, name: `identity.language.${id}` }))} validate={required()} />
        <DateInput source="role_from" label="identity.from" helperText="hiring.invited_from_help" />
        <DateInput source="role_until" label="identity.until" helperText="identity.until_help" />
      </TwoColumns>
    </DialogForm>
  );
};

const EndMember = ({ vacancy, member, onClose }: { vacancy: Vacancy; member: CommitteeMember; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const notify = useNotify();
  const following = useFollowing();
  const text = Date.parse(member.valid_from) > Date.now() ? 'hiring.end_coming_text' : 'hiring.end_member_text';
  const end = async () => {
    try {
      await request('DELETE', `/vacancies/${vacancy.id}/committee/${member.grant_id}`, { version: member.version });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    onClose();
    refresh();
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="end-title" maxWidth="xs">
      <DialogTitle id="end-title">{translate('hiring.end_member', { name: member.name })}</DialogTitle>
      <DialogContent>
        <DialogContentText>{translate(text)} {member.next && translate('hiring.next_seat_stays', following(member.next))}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" onClick={() => void end()}>{translate('hiring.end')}</Button>
      </DialogActions>
    </Dialog>
  );
};
