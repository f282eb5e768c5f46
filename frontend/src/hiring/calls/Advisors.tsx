import { Alert, Box, Button, Link, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { AutocompleteInput, BooleanInput, DateInput, email, maxLength, maxValue, minValue, ReferenceInput, regex, required, SelectArrayInput, TextInput, useGetList, useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { currentLanguage, request } from '../../app/http';
import { useMay } from '../../app/session';
import { Wide } from '../../funding/parts';
import { FileButton } from '../../ui/FileButton';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { WholeInput } from '../../ui/MoneyInput';
import { problemText } from '../../ui/MovesBar';
import { PageSkeleton } from '../../ui/Page';
import { Empty, Panel } from '../../ui/parts';
import type { AdvisorRow, Call } from './types';

// Who takes part in a call. Whoever has no account yet is invited by a link in the mail.
const Advisors = ({ call }: { call: Call }) => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const refresh = useRefresh();
  const { date } = useFormats();
  const [editing, setEditing] = useState<AdvisorRow | 'new' | null>(null);
  const [refused, setRefused] = useState('');
  const { data } = useGetList<AdvisorRow>('advisors', { filter: { vacancy_id: call.vacancy_id }, pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' } });
  const manage = may('call.manage');
  const send = async (file: File) => {
    const form = new FormData();
    form.append('file', file);
    setRefused('');
    try {
      const { json } = await request<{ imported: number }>('POST', `/vacancies/${call.vacancy_id}/advisors/import`, { form });
      notify('calls.advisors_imported', { type: 'success', messageArgs: { smart_count: json.imported } });
      refresh();
    } catch (error) {
      const errors = (error as { body?: { errors?: Record<string, string> } }).body?.errors;
      setRefused([problemText(error), ...Object.entries(errors ?? {}).map(([field, text]) => `${field}: ${text}`)].join(' '));
    }
  };
  const invite = async (advisor: AdvisorRow) => {
    try {
      await request('POST', '/invitations', { body: { email: advisor.email, name: advisor.name, role: 'advisor', language: currentLanguage(), scope_kind: 'vacancy', scope_id: call.vacancy_id } });
      notify('hiring.invitation_sent', { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
  };
  if (!data) return <PageSkeleton />;
  return (
    <Panel title={translate('calls.part.advisors')} id="advisors">
      {manage && (
        <Stack direction="row" flexWrap="wrap" gap={1} sx={{ mb: 1.5 }}>
          <Button size="small" variant="contained" onClick={() => setEditing('new')}>{translate('calls.add_advisor')}</Button>
          <FileButton size="small" variant="outlined" accept=".csv,text/csv" onFile={(file) => void send(file)}>{translate('calls.import_advisors')}</FileButton>
        </Stack>
      )}
      {refused && <Alert severity="error" variant="outlined" sx={{ mb: 1.5 }} onClose={() => setRefused('')}>{translate(refused, { _: refused })}</Alert>}
      {data.length === 0 ? <Empty text={translate('calls.no_advisors')} /> : (
        <Wide label={translate('calls.part.advisors')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {['name', 'unit', 'tracks'].map((name) => <TableCell key={name}>{translate(`calls.advisor.${name}`)}</TableCell>)}
                {['interview_capacity', 'posts', 'named', 'placed'].map((name) => <TableCell key={name} align="right">{translate(`calls.advisor.${name}`)}</TableCell>)}
                <TableCell>{translate('calls.advisor.ranked_at')}</TableCell>
                <TableCell component="td" />
              </TableRow>
            </TableHead>
            <TableBody>
              {data.map((advisor) => (
                <TableRow key={advisor.id} hover>
                  <TableCell>
                    <Link component={RouterLink} to={`/advisors/${advisor.id}/show`}>{advisor.name}</Link>
                    {!advisor.accepting && <Typography variant="body2" color="text.secondary">{translate('calls.not_accepting')}</Typography>}
                    {!advisor.account_id && <Typography variant="body2" color="text.secondary">{translate('calls.no_account')}</Typography>}
                  </TableCell>
                  <TableCell>{advisor.unit} ({advisor.country_code})</TableCell>
                  <TableCell>{advisor.tracks.map((track) => translate(`calls.track.${track}`)).join(', ')}</TableCell>
                  <TableCell align="right">{advisor.interview_capacity}</TableCell>
                  <TableCell align="right">{advisor.posts}</TableCell>
                  <TableCell align="right">{advisor.named}</TableCell>
                  <TableCell align="right">{advisor.placed}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{advisor.ranked_at ? date(advisor.ranked_at) : translate('calls.not_ranked')}</TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {manage && !advisor.account_id && advisor.email && <Button size="small" onClick={() => void invite(advisor)} aria-label={`${translate('hiring.invite')}: ${advisor.name}`}>{translate('hiring.invite')}</Button>}
                    {manage && <Button size="small" color="inherit" onClick={() => setEditing(advisor)} aria-label={`${translate('ra.action.edit')}: ${advisor.name}`}>{translate('ra.action.edit')}</Button>}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1.5 }}>{translate('calls.import_help')}</Typography>
      {editing && <AdvisorForm call={call} row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Panel>
  );
};

const FIELDS = ['account_id', 'name', 'email', 'organisation_id', 'country_code', 'topics_nl', 'topics_en', 'tracks', 'interview_capacity', 'posts', 'accepting', 'from_day', 'until_day'];

const AdvisorForm = ({ call, row, onClose }: { call: Call; row: AdvisorRow | null; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const tracks = call.tracks.map((id) => ({ id, name: `calls.track.${id}` }));
  const defaults = row ?? { tracks: [call.tracks[0]], interview_capacity: 5, posts: 1, accepting: true, topics_nl: '', topics_en: '' };
  return (
    <DialogForm
      title={row ? row.name : translate('calls.add_advisor')} defaults={defaults} onClose={onClose}
      onSubmit={async (values) => {
        const given = Object.fromEntries(FIELDS.filter((name) => values[name] !== undefined).map((name) => [name, values[name] === '' && !name.startsWith('topics') ? null : values[name]]));
        for (const name of ['topics_nl', 'topics_en']) given[name] ??= '';
        if (row) await request('PATCH', `/advisors/${row.id}`, { body: given, version: row.version });
        else await request('POST', '/advisors', { body: { ...given, vacancy_id: call.vacancy_id } });
        onClose();
        refresh();
      }}
    >
      <TwoColumns>
        <TextInput source="name" label="calls.advisor.name" validate={[required(), maxLength(500)]} />
        <TextInput source="email" type="email" label="calls.advisor.email" validate={email()} helperText="calls.email_help" />
      </TwoColumns>
      <ReferenceInput source="account_id" reference="accounts" perPage={25} sort={{ field: 'name', order: 'ASC' }}>
        <AutocompleteInput label={translate('hiring.member')} optionText={(account) => (account ? [account.name, account.email].filter(Boolean).join(' · ') : '')} filterToQuery={(q: string) => ({ q })} helperText="calls.account_help" fullWidth />
      </ReferenceInput>
      <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput label={translate('calls.advisor.unit')} optionText="name" filterToQuery={(q: string) => ({ q })} validate={row ? undefined : required()} fullWidth helperText={row?.unit ?? false} />
      </ReferenceInput>
      <TwoColumns>
        <TextInput source="country_code" label="calls.advisor.country_code" parse={(value: string) => value.toUpperCase()} validate={[required(), regex(/^[A-Z]{2}$/, 'calls.country_help')]} helperText="calls.country_help" />
        <SelectArrayInput source="tracks" label="calls.advisor.tracks" choices={tracks} validate={required()} />
        <WholeInput source="interview_capacity" label="calls.advisor.interview_capacity" validate={[required(), minValue(0), maxValue(100)]} />
        <WholeInput source="posts" label="calls.advisor.posts" validate={[required(), minValue(0), maxValue(20)]} />
        <DateInput source="from_day" label="identity.from" helperText={false} />
        <DateInput source="until_day" label="identity.until" helperText={false} />
      </TwoColumns>
      <TextInput source="topics_nl" label="calls.advisor.topics_nl" multiline validate={maxLength(1000)} />
      <TextInput source="topics_en" label="calls.advisor.topics_en" multiline validate={maxLength(1000)} />
      <Box><BooleanInput source="accepting" label="calls.advisor.accepting" /></Box>
    </DialogForm>
  );
};

export default Advisors;
