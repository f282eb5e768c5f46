import { Box, Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { AutocompleteInput, DateInput, ReferenceInput, required, SelectInput, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import type { Appointment, Supervisor } from './types';

const KINDS = ['main', 'co'].map((id) => ({ id, name: `appointments.supervises.${id}` }));

export const Supervisors = ({ appointment, write }: { appointment: Appointment; write: boolean }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const [editing, setEditing] = useState<Supervisor | 'new' | null>(null);
  return (
    <>
      {appointment.supervisors.length === 0 && <Typography variant="body2" color="text.secondary">{translate('appointments.no_supervisors')}</Typography>}
      {appointment.supervisors.map((one) => (
        <Stack key={one.id} direction="row" alignItems="center" gap={1} sx={{ py: 0.5 }}>
          <Typography variant="body2" sx={{ flex: 1 }}>
            <Box component="strong">{one.name ?? '–'}</Box> · {translate(`appointments.supervises.${one.kind}`)} · {translate(one.valid_until ? 'money.period' : 'money.since', { from: date(one.valid_from), until: date(one.valid_until) })}
          </Typography>
          {write && <Button size="small" onClick={() => setEditing(one)}>{translate('ra.action.edit')}</Button>}
        </Stack>
      ))}
      {write && <Button size="small" sx={{ mt: 1 }} onClick={() => setEditing('new')}>{translate('appointments.add_supervisor')}</Button>}
      {editing && <SupervisorDialog appointment={appointment} one={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
};

const SupervisorDialog = ({ appointment, one, onClose }: { appointment: Appointment; one: Supervisor | null; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('appointments.add_supervisor')} onClose={onClose} blamed="person_id"
      defaults={one ? { ...one } : { kind: appointment.supervisors.length ? 'co' : 'main', valid_from: appointment.starts_on, valid_until: null }}
      onSubmit={async ({ person_id, kind, valid_from, valid_until }) => {
        const terms = { kind, valid_from, valid_until: valid_until || null };
        if (one) await request('PATCH', `/supervisions/${one.id}`, { body: terms, version: one.version });
        else await request('POST', `/appointments/${appointment.id}/supervisions`, { body: { person_id, ...terms } });
        refresh();
        onClose();
      }}
    >
      {!one && (
        <ReferenceInput source="person_id" reference="people" sort={{ field: 'sort_name', order: 'ASC' }}>
          <AutocompleteInput label="appointments.person" optionText="name" filterToQuery={(q: string) => ({ q })} validate={required()} />
        </ReferenceInput>
      )}
      <SelectInput source="kind" label="appointments.supervises_as" choices={KINDS} validate={required()} />
      <TwoColumns>
        <DateInput source="valid_from" label="appointments.first_day" validate={required()} />
        <DateInput source="valid_until" label="appointments.last_day" parse={(value: string) => value || null} helperText="appointments.supervision_until_help" />
      </TwoColumns>
    </DialogForm>
  );
};
