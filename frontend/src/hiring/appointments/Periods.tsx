import { Box, Button, Checkbox, FormControlLabel, IconButton, Stack, Typography } from '@mui/material';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { useState } from 'react';
import { ArrayInput, AutocompleteInput, DateInput, maxLength, ReferenceInput, required, SelectInput, SimpleFormIterator, TextInput, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { request } from '../../app/http';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { type Appointment, type Milestone, type Period, PERIOD_KINDS } from './types';

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;

// The appointment as a line, with its periods below each other, today marked. The list beside it says the same in words.
const Line = ({ appointment }: { appointment: Appointment }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const from = at(appointment.starts_on);
  const last = appointment.ends_on ?? [...appointment.periods.map(({ valid_until }) => valid_until), `${Number(appointment.starts_on.slice(0, 4)) + 4}${appointment.starts_on.slice(4)}`].sort().at(-1)!;
  const days = Math.max(1, at(last) - from + 1);
  const place = (day: string) => `${((at(day) - from) / days) * 100}%`;
  const now = at(today());
  return (
    <Box aria-hidden sx={{ position: 'relative', mb: 1.5, overflow: 'hidden' }}>
      <Box sx={{ height: 10, borderRadius: 1, bgcolor: 'primary.main', opacity: 0.25 }} />
      {appointment.periods.map((period) => (
        <Box key={period.id} sx={{ position: 'relative', height: 16, mt: 0.5 }}>
          <Box
            title={translate(`appointments.period.${period.kind}`)}
            sx={{
              position: 'absolute', left: place(period.valid_from), width: `${((at(period.valid_until) - at(period.valid_from) + 1) / days) * 100}%`, minWidth: 4, height: 12,
              borderRadius: 1, bgcolor: period.kind === 'leave' ? 'text.disabled' : 'primary.main', opacity: period.kind === 'extension' ? 0.5 : 0.9,
            }}
          />
        </Box>
      ))}
      {now >= from && now < from + days && <Box sx={{ position: 'absolute', top: 0, bottom: 18, left: `${((now - from) / days) * 100}%`, borderLeft: 2, borderColor: 'warning.main' }} />}
      <Stack direction="row" justifyContent="space-between">
        <Typography variant="caption" color="text.secondary">{date(appointment.starts_on)}</Typography>
        <Typography variant="caption" color="text.secondary">{appointment.ends_on ? date(appointment.ends_on) : '…'}</Typography>
      </Stack>
    </Box>
  );
};

export const Periods = ({ appointment, write }: { appointment: Appointment; write: boolean }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { date } = useFormats();
  const [editing, setEditing] = useState<Period | 'new' | null>(null);
  const send = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    refresh();
  };
  const tick = (period: Period, milestone: Milestone) =>
    send(request('PATCH', `/appointment-periods/${period.id}`, {
      body: { milestones: period.milestones.map((one) => (one.id === milestone.id ? { ...one, done_on: one.done_on ? null : today() } : one)) }, version: period.version,
    }));
  return (
    <>
      <Line appointment={appointment} />
      {appointment.periods.length === 0 && <Typography variant="body2" color="text.secondary">{translate('appointments.no_periods')}</Typography>}
      {appointment.periods.map((period) => (
        <Box key={period.id} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider' }}>
          <Stack direction="row" alignItems="center" gap={1}>
            <Box sx={{ flex: 1 }}>
              <Typography variant="body2">
                <strong>{translate(`appointments.period.${period.kind}`)}</strong>{period.organisation && ` · ${period.organisation}`} · {date(period.valid_from)} – {date(period.valid_until)}
              </Typography>
              {period.note && <Typography variant="body2" color="text.secondary">{period.note}</Typography>}
            </Box>
            {write && <Button size="small" onClick={() => setEditing(period)}>{translate('ra.action.edit')}</Button>}
            {write && period.kind !== 'extension' && (
              <IconButton size="small" aria-label={translate('appointments.remove_period')} onClick={() => void send(request('DELETE', `/appointment-periods/${period.id}`, { version: period.version }))}><DeleteIcon fontSize="small" /></IconButton>
            )}
          </Stack>
          {period.milestones.map((milestone) => (
            <FormControlLabel
              key={milestone.id} disabled={!write} sx={{ display: 'flex' }}
              control={<Checkbox size="small" checked={Boolean(milestone.done_on)} onChange={() => void tick(period, milestone)} />}
              label={<Typography variant="body2">{milestone.title} <Typography component="span" variant="body2" color={!milestone.done_on && milestone.due_on < today() ? 'error' : 'text.secondary'}>· {milestone.done_on ? translate('appointments.done_on', { day: date(milestone.done_on) }) : translate('appointments.by_day', { day: date(milestone.due_on) })}</Typography></Typography>}
            />
          ))}
        </Box>
      ))}
      {write && <Button size="small" sx={{ mt: 1 }} onClick={() => setEditing('new')}>{translate('appointments.add_period')}</Button>}
      {editing && <PeriodDialog appointment={appointment} period={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
};

const Fields = ({ fixed, endless }: { fixed: string | null; endless: boolean }) => {
  const chosen = useWatch({ name: 'kind' }) as string | undefined;
  const kind = fixed ?? chosen;
  const kinds = PERIOD_KINDS.filter((id) => !(endless && id === 'extension'));
  return (
    <>
      {!fixed && <SelectInput source="kind" label="appointments.period_kind" choices={kinds.map((id) => ({ id, name: `appointments.period.${id}` }))} validate={required()} />}
      {(kind === 'exchange' || kind === 'industry_stay') && (
        <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
          <AutocompleteInput label="appointments.where" optionText="name" filterToQuery={(q: string) => ({ q })} validate={required()} />
        </ReferenceInput>
      )}
      {fixed !== 'extension' && (
        <TwoColumns>
          {kind !== 'extension' && <DateInput source="valid_from" label="appointments.first_day" validate={required()} />}
          <DateInput source="valid_until" label="appointments.last_day" validate={required()} helperText={kind === 'extension' && 'appointments.extension_help'} />
        </TwoColumns>
      )}
      <TextInput source="note" label="appointments.note" parse={(value: string) => value || null} validate={maxLength(2000)} multiline />
      {kind !== 'leave' && (
        <ArrayInput source="milestones" label="appointments.milestones">
          <SimpleFormIterator inline disableReordering>
            <TextInput source="title" label="appointments.milestone" validate={[required(), maxLength(300)]} helperText={false} />
            <DateInput source="due_on" label="appointments.due" validate={required()} helperText={false} />
          </SimpleFormIterator>
        </ArrayInput>
      )}
    </>
  );
};

const PeriodDialog = ({ appointment, period, onClose }: { appointment: Appointment; period: Period | null; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const milestones = (all: Milestone[] | undefined) => (all ?? []).map(({ id, title, due_on, done_on }) => ({ ...(id ? { id } : {}), title, due_on, done_on: done_on ?? null }));
  return (
    <DialogForm
      title={translate(period ? `appointments.period.${period.kind}` : 'appointments.add_period')} onClose={onClose}
      defaults={period ? { ...period } : { milestones: [] }}
      onSubmit={async ({ kind, organisation_id, valid_from, valid_until, note, ...values }) => {
        const said = { note: note ?? null, milestones: milestones(values.milestones as Milestone[]) };
        const days = { organisation_id: organisation_id ?? null, valid_from: valid_from ?? null, valid_until };
        if (period) await request('PATCH', `/appointment-periods/${period.id}`, { body: period.kind === 'extension' ? said : { ...said, ...days }, version: period.version });
        else await request('POST', `/appointments/${appointment.id}/periods`, { body: { kind, ...said, ...days } });
        refresh();
        onClose();
      }}
    >
      <Fields fixed={period?.kind ?? null} endless={!appointment.ends_on} />
    </DialogForm>
  );
};
