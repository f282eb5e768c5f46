import { Box, Button, Link, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { useState } from 'react';
import { AutocompleteInput, DateInput, RecordContextProvider, ReferenceInput, required, useGetList, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay, useMe } from '../../app/session';
import { Documents } from '../../ui/Documents';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Upload } from '../../ui/Upload';

const CheckShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => translate('appointments.check_of', { kind: translate(`appointments.kind.${record.kind}`), name: record.name })}
      above={(record) => record.appointment && <><Link component={RouterLink} to={`/appointments/${record.appointment_id}/show`}>{record.name}</Link> / {record.appointment.reference}</>}
      label={(record) => <StateLabel state={record.state} label={translate(`appointments.check_state.${record.state}`)} />}
      below={(record) => <MovesBar resource="appointment_checks" quiet={record.state !== 'open'} />}
    >
      <Body />
    </RecordFrame>
  );
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const { account } = useMe();
  const refresh = useRefresh();
  const record = useRecordContext();
  const { date, of } = useFormats();
  const [giving, setGiving] = useState(false);
  const { data: documents, refetch } = useGetList('documents', { filter: { record_id: record?.id, state: 'accepted' }, pagination: { page: 1, perPage: 40 }, sort: { field: 'created_at', order: 'ASC' } }, { enabled: Boolean(record) });
  if (!record) return null;
  const open = record.state === 'open';
  const write = may('appointment.write');
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, md: 7 }}>
        <Panel title={translate('appointments.what_to_do')} id="what">
          {record.rule && <Typography variant="body2" gutterBottom>{of(record.rule, 'explanation')}</Typography>}
          {record.reason && <Typography variant="body2" sx={{ fontStyle: 'italic' }} gutterBottom>“{record.reason}”</Typography>}
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('resources.appointment_checks.fields.owner')}>{record.owner ?? translate('appointments.no_owner')}</Fact>
            <Fact label={translate('resources.appointment_checks.fields.due_on')}>{date(record.due_on)}</Fact>
            {record.appointment && <Fact label={translate('resources.appointment_checks.fields.starts_on')}>{date(record.appointment.starts_on)} · {of(record.appointment, 'role_title')}</Fact>}
            <Fact label={translate('resources.appointment_checks.fields.required')}>{translate(record.required ? 'ra.boolean.true' : 'ra.boolean.false')}</Fact>
            {record.rule && <Fact label={translate('rules.source')}>{record.rule.source}</Fact>}
          </Box>
          {write && (open || record.state === 'accepted') && <Button size="small" sx={{ mt: 1 }} onClick={() => setGiving(true)}>{translate('appointments.give')}</Button>}
        </Panel>
        <Panel title={translate('appointments.evidence')} id="evidence">
          <RecordContextProvider value={{ id: record.id, documents: documents ?? [] }}><Documents /></RecordContextProvider>
          {open && (write || record.owner_id === account.id) && <Box sx={{ mt: 1.5 }}><Upload recordKind="appointment_check" recordId={String(record.id)} kind="evidence" onKept={() => { refresh(); void refetch(); }} /></Box>}
        </Panel>
      </Grid>
      <Grid size={{ xs: 12, md: 5 }}><Box sx={{ p: 2 }}><Timeline resource="appointment_checks" /></Box></Grid>
      {giving && (
        <DialogForm
          title={translate('appointments.give')} onClose={() => setGiving(false)} defaults={{ owner_id: record.owner_id, due_on: record.due_on }}
          onSubmit={async ({ owner_id, due_on }) => {
            await request('PATCH', `/appointment-checks/${record.id}`, { body: { owner_id: owner_id ?? null, due_on }, version: record.version });
            setGiving(false);
            refresh();
          }}
        >
          <ReferenceInput source="owner_id" reference="accounts" sort={{ field: 'name', order: 'ASC' }}>
            <AutocompleteInput label="resources.appointment_checks.fields.owner" optionText="name" filterToQuery={(q: string) => ({ q })} />
          </ReferenceInput>
          <DateInput source="due_on" label="resources.appointment_checks.fields.due_on" validate={required()} />
        </DialogForm>
      )}
    </Grid>
  );
};

export default CheckShow;
