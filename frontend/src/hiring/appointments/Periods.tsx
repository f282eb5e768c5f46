import { Box, Button, IconButton, Stack, Typography } from '@mui/material';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { useState } from 'react';
import { DateInput, maxLength, required, SelectInput, TextInput, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { request } from '../../app/http';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { type Appointment, type Period, PERIOD_KINDS } from './types';

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
  return (
    <>
      {appointment.periods.length === 0 && <Typography variant="body2" color="text.secondary">{translate('appointments.no_periods')}</Typography>}
      {appointment.periods.map((period) => (
        <Box key={period.id} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider' }}>
          <Stack direction="row" alignItems="center" gap={1}>
            <Box sx={{ flex: 1 }}>
              <Typography variant="body2">
                <strong>{translate(`appointments.period.${period.kind}`)}</strong> · {date(period.valid_from)} – {date(period.valid_until)}
              </Typography>
              {period.note && <Typography variant="body2" color="text.secondary">{period.note}</Typography>}
            </Box>
            {write && <Button size="small" onClick={() => setEditing(period)}>{translate('ra.action.edit')}</Button>}
            {write && period.kind !== 'extension' && (
              <IconButton size="small" aria-label={translate('appointments.remove_period')} onClick={() => void send(request('DELETE', `/appointment-periods/${period.id}`, { version: period.version }))}><DeleteIcon fontSize="small" /></IconButton>
            )}
          </Stack>
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
      {fixed !== 'extension' && (
        <TwoColumns>
          {kind !== 'extension' && <DateInput source="valid_from" label="appointments.first_day" validate={required()} />}
          <DateInput source="valid_until" label="appointments.last_day" validate={required()} helperText={kind === 'extension' && 'appointments.extension_help'} />
        </TwoColumns>
      )}
      <TextInput source="note" label="appointments.note" parse={(value: string) => value || null} validate={maxLength(2000)} multiline />
    </>
  );
};

const PeriodDialog = ({ appointment, period, onClose }: { appointment: Appointment; period: Period | null; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate(period ? `appointments.period.${period.kind}` : 'appointments.add_period')} onClose={onClose}
      defaults={period ? { ...period } : {}}
      onSubmit={async ({ kind, valid_from, valid_until, note }) => {
        const said = { note: note ?? null };
        const days = { valid_from: valid_from ?? null, valid_until };
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
