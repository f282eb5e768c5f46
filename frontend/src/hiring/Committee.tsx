import { Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { AutocompleteInput, ReferenceInput, required, SelectInput, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../app/http';
import { useMe } from '../app/session';
import { Face } from '../ui/Face';
import { DialogForm } from '../ui/FormFrame';
import { useFormats } from '../ui/format';
import { problemText } from '../ui/MovesBar';
import { COMMITTEE_ROLES, type CommitteeMember, type Vacancy } from './types';

// Who judges. Members are added and ended here by whoever composes committees.
export const Committee = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { date } = useFormats();
  const { permissions, scoped } = useMe();
  const manage = permissions.includes('committee.manage') || (scoped['committee.manage'] ?? []).includes(String(vacancy.id));
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<CommitteeMember | null>(null);
  return (
    <>
      {vacancy.committee.length === 0 && <Typography variant="body2" color="text.secondary">{translate('hiring.no_committee')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {vacancy.committee.map((member) => (
          <Stack key={member.grant_id} component="li" direction="row" alignItems="center" gap={1.25} sx={{ py: 0.75 }}>
            <Face name={member.name} size={28} />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="body2" fontWeight={600} sx={{ overflowWrap: 'anywhere' }}>{member.name}</Typography>
              <Typography variant="body2" color="text.secondary">{translate(`hiring.role.${member.role}`)}
                {Date.parse(member.valid_from) > Date.now() && ` · ${translate('identity.starting', { from: date(member.valid_from) })}`}
              </Typography>
            </Box>
            {manage && (
              <Button size="small" color="inherit" aria-label={translate('hiring.end_member', { name: member.name })} onClick={() => setEnding(member)}>
                {translate('hiring.end')}
              </Button>
            )}
          </Stack>
        ))}
      </Box>
      {manage && <Button size="small" variant="outlined" sx={{ mt: 1 }} onClick={() => setAdding(true)}>{translate('hiring.add_member')}</Button>}
      {adding && (
        <DialogForm
          title={translate('hiring.add_member')} submit="ra.action.add" defaults={{ role: 'committee_member' }} onClose={() => setAdding(false)}
          onSubmit={async (values) => {
            await request('POST', `/vacancies/${vacancy.id}/committee`, { body: values });
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
          <SelectInput source="role" label={translate('hiring.member_role')} choices={COMMITTEE_ROLES.map((id) => ({ id, name: `hiring.role.${id}` }))} validate={required()} />
        </DialogForm>
      )}
      {ending && <EndMember vacancy={vacancy} member={ending} onClose={() => setEnding(null)} />}
    </>
  );
};

const EndMember = ({ vacancy, member, onClose }: { vacancy: Vacancy; member: CommitteeMember; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const notify = useNotify();
  const end = async () => {
    try {
      await request('DELETE', `/vacancies/${vacancy.id}/committee/${member.grant_id}`);
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    onClose();
    refresh();
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="end-title" maxWidth="xs">
      <DialogTitle id="end-title">{translate('hiring.end_member', { name: member.name })}</DialogTitle>
      <DialogContent><DialogContentText>{translate('hiring.end_member_text')}</DialogContentText></DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" onClick={() => void end()}>{translate('hiring.end')}</Button>
      </DialogActions>
    </Dialog>
  );
};
