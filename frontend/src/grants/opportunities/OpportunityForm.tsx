import RemoveIcon from '@mui/icons-material/CloseOutlined';
import { Box, IconButton } from '@mui/material';
import { DateInput, maxLength, type RaRecord, required, SelectInput, TextInput, useTranslate } from 'react-admin';
import { useFieldArray } from 'react-hook-form';

import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { AddLine, Part } from '../../ui/FormParts';
import { DecimalInput, WholeInput } from '../../ui/MoneyInput';
import { fromWall, toWall } from '../../ui/zones';
import { FORMS, type Opportunity, STATUSES } from './types';

const YES = [required()];
const empty = (value: string) => value || null;
const HERE = 'Europe/Amsterdam';
const AMOUNTS = ['budget_cents', 'grant_min_cents', 'grant_max_cents'] as const;
const PLAIN = ['title', 'funder_name', 'programme', 'scheme', 'call_id', 'url', 'form', 'status', 'opens_on', 'currency', 'grants_expected', 'budget_text', 'keywords', 'summary'];
const text = (most: number) => [maxLength(most)];
const webAddress = (value: string | null) => (value && !/^https?:\/\/\S+$/.test(value) ? 'opportunities.url_help' : undefined);
const clock = (value: string | null) => (value && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? 'opportunities.time_help' : undefined);
const letters = (value: string | null) => (value && !/^[A-Za-z]{3}$/.test(value) ? 'opportunities.currency_help' : undefined);

interface Line {
  due_on: string;
  time?: string | null;
  label?: string | null;
}

// Days and times by the clock here, and whole units; the server takes moments and hundredths.
const sent = (data: RaRecord): RaRecord => ({
  ...Object.fromEntries(PLAIN.filter((name) => name in data).map((name) => [name, data[name]])),
  ...Object.fromEntries(AMOUNTS.map((name) => [name, typeof data[name] === 'number' ? Math.round(data[name] * 100) : null])),
  currency: AMOUNTS.some((name) => typeof data[name] === 'number') ? (data.currency ?? 'EUR') : null,
  deadlines: ((data.deadlines ?? []) as Line[]).map(({ due_on, time, label }) => ({ due_on, due_at: time ? fromWall(`${due_on}T${time}`, HERE) : null, label: label ?? null })),
}) as unknown as RaRecord;

const held = (record: RaRecord): RaRecord => ({
  ...record,
  ...Object.fromEntries(AMOUNTS.map((name) => [name, record[name] == null ? null : record[name] / 100])),
  deadlines: (record as unknown as Opportunity).deadlines.map(({ due_on, due_at, label }) => ({ due_on, time: due_at ? toWall(due_at, HERE).slice(11) : null, label })),
});

// A day a line; what must be handed in then, where there is more than one.
const Deadlines = () => {
  const translate = useTranslate();
  const { fields, append, remove } = useFieldArray({ name: 'deadlines' });
  return (
    <>
      {fields.map((line, at) => (
        <Box key={line.id} role="group" aria-label={translate('opportunities.deadline_number', { number: at + 1 })} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '11rem 8rem minmax(0, 1fr) auto' }, columnGap: 1.5, alignItems: 'start', borderTop: 1, borderColor: 'divider', pt: 1.5 }}>
          <DateInput source={`deadlines.${at}.due_on`} label="resources.opportunities.fields.due_on" validate={YES} />
          <TextInput source={`deadlines.${at}.time`} label="resources.opportunities.fields.time" type="time" parse={empty} validate={clock} slotProps={{ inputLabel: { shrink: true } }} />
          <TextInput source={`deadlines.${at}.label`} label="resources.opportunities.fields.label" parse={empty} validate={text(200)} fullWidth />
          <IconButton size="small" onClick={() => remove(at)} aria-label={translate('opportunities.remove_deadline', { number: at + 1 })} sx={{ justifySelf: 'end', mt: 1 }}><RemoveIcon fontSize="small" /></IconButton>
        </Box>
      ))}
      <AddLine label="opportunities.add_deadline" onAdd={() => append({ due_on: null, time: null, label: null })} />
    </>
  );
};

const Fields = () => (
  <>
    <Part title="opportunities.part.call">
      <TextInput source="title" validate={[required(), maxLength(1000)]} multiline fullWidth />
      <TwoColumns>
        <TextInput source="funder_name" validate={[required(), maxLength(300)]} />
        <TextInput source="programme" parse={empty} validate={text(300)} />
        <TextInput source="scheme" parse={empty} validate={text(300)} />
        <TextInput source="call_id" parse={empty} validate={text(300)} />
      </TwoColumns>
      <TextInput source="url" parse={empty} validate={[maxLength(2000), webAddress]} type="url" fullWidth />
      <TwoColumns>
        <SelectInput source="form" validate={YES} choices={FORMS.map((id) => ({ id, name: `opportunities.form.${id}` }))} />
        <SelectInput source="status" validate={YES} choices={STATUSES.map((id) => ({ id, name: `opportunities.status.${id}` }))} />
      </TwoColumns>
    </Part>
    <Part title="opportunities.deadlines" help="opportunities.deadlines_help">
      <DateInput source="opens_on" parse={empty} />
      <Deadlines />
    </Part>
    <Part title="opportunities.money">
      <TwoColumns>
        <TextInput source="currency" parse={(value: string) => (value ? value.toUpperCase() : null)} validate={letters} helperText="opportunities.currency_help" />
        <DecimalInput source="budget_cents" helperText="opportunities.whole_help" />
        <DecimalInput source="grant_min_cents" />
        <DecimalInput source="grant_max_cents" />
        <WholeInput source="grants_expected" />
        <TextInput source="budget_text" parse={empty} validate={text(300)} />
      </TwoColumns>
    </Part>
    <Part title="opportunities.part.text">
      <TextInput source="keywords" parse={empty} validate={text(4000)} multiline fullWidth />
      <TextInput source="summary" parse={empty} validate={text(50_000)} multiline minRows={4} fullWidth />
    </Part>
  </>
);

export const OpportunityCreate = () => {
  const translate = useTranslate();
  return <CreateFrame title={translate('opportunities.new')} defaults={{ form: 'unknown', status: 'open', currency: 'EUR', deadlines: [] }} transform={(data) => sent(data as RaRecord)}><Fields /></CreateFrame>;
};

export const OpportunityEdit = () => {
  const translate = useTranslate();
  return <EditFrame title={(record) => translate('opportunities.edit', { title: record.title })} prepare={held} transform={(data) => sent(data as RaRecord)}><Fields /></EditFrame>;
};
