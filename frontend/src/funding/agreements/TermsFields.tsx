import RemoveIcon from '@mui/icons-material/CloseOutlined';
import { Box, IconButton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { AutocompleteInput, DateInput, maxLength, maxValue, minValue, ReferenceInput, required, SelectInput, TextInput, useTranslate } from 'react-admin';
import { useFieldArray, useWatch } from 'react-hook-form';

import { useFormats } from '../../ui/format';
import { AddLine, Part } from '../../ui/FormParts';
import { MoneyInput, WholeInput } from '../../ui/MoneyInput';
import type { RightTerms, Tranche } from '../types';
import { useRightKinds } from './rightKinds';

const YES = [required()];
const CONDITION = [maxLength(2000)];
const ROLE = [required(), maxLength(100)];
const KINDS = [{ id: 'cash', name: 'money.in_cash' }, { id: 'in_kind', name: 'money.in_kind' }];
const empty = (value: string) => value || null;

// A line of a list in a form: its inputs side by side, and what takes it away.
const Line = ({ name, columns, onRemove, children }: { name: string; columns: string; onRemove: () => void; children: ReactNode }) => {
  const translate = useTranslate();
  return (
    <Box
      role="group" aria-label={name}
      sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: columns }, columnGap: 1.5, alignItems: 'start', borderTop: 1, borderColor: 'divider', py: 1, position: 'relative', pr: 5, '& > *, & .MuiFormControl-root': { minWidth: 0, width: '100%' } }}
    >
      {children}
      <IconButton size="small" onClick={onRemove} aria-label={translate('money.remove', { name })} sx={{ position: 'absolute', right: 0, top: 16, '&&': { width: 'auto' } }}><RemoveIcon fontSize="small" /></IconButton>
    </Box>
  );
};

// What the tranches come to, said while they are typed; against what stood before, where there was something.
const Sum = ({ before }: { before?: number }) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const tranches = (useWatch({ name: 'tranches' }) ?? []) as Partial<Tranche>[];
  const amounts = tranches.map(({ amount_cents }) => amount_cents as unknown);
  const sum = amounts.reduce<number>((total, cents) => total + (typeof cents === 'number' ? cents : 0), 0);
  const unread = amounts.some((cents) => typeof cents === 'string');
  const difference = sum - (before ?? sum);
  return (
    <Box role="status" sx={{ display: 'flex', justifyContent: 'space-between', flexWrap: 'wrap', gap: 1, borderTop: 1, borderColor: 'divider', py: 1.25 }}>
      <Typography>{translate('money.together_in', { smart_count: tranches.length })}</Typography>
      <Typography sx={{ fontWeight: 600 }}>
        {exact(sum)}{unread && ` + ${translate('money.unread')}`}
        {difference !== 0 && <Typography component="span" color="text.secondary"> ({difference > 0 ? '+' : ''}{exact(difference)})</Typography>}
      </Typography>
    </Box>
  );
};

// The number a line gets: an amendment keeps those that were, and gives none of them to another tranche.
const next = (tranches: Partial<Tranche>[], at: number) =>
  tranches[at]?.position ?? Math.max(0, ...tranches.map(({ position }) => position ?? 0)) + tranches.slice(0, at + 1).filter(({ position }) => !position).length;

export const TrancheFields = ({ before, numbered = 0 }: { before?: number; numbered?: number }) => {
  const translate = useTranslate();
  const { locale } = useFormats();
  const { fields, append, remove } = useFieldArray({ name: 'tranches' });
  const tranches = (useWatch({ name: 'tranches' }) ?? []) as Partial<Tranche>[];
  const last = Math.max(numbered, ...tranches.map(({ position }) => position ?? 0));
  const add = () => append({ position: numbered ? last + 1 : null, amount_cents: null, due_on: null, in_kind: false, pool_id: null, condition: null });
  return (
    <Part title="money.tranches" help="money.tranches_help">
      {fields.map((line, at) => {
        const source = (name: string) => `tranches.${at}.${name}`;
        const name = translate('money.tranche_number', { number: next(tranches, at) });
        return (
          <Line key={line.id} name={name} columns="5rem 10rem 10rem 7rem minmax(7rem, 1fr) minmax(7rem, 1fr)" onRemove={() => remove(at)}>
            <Typography variant="body2" sx={{ pt: { md: 2.25 }, fontWeight: 600 }}>{name}</Typography>
            <MoneyInput source={source('amount_cents')} label="money.amount" validate={YES} />
            <DateInput source={source('due_on')} label="money.due_on" validate={YES} helperText={false} />
            <SelectInput
              source={source('in_kind')} label="money.what" choices={KINDS} helperText={false}
              format={(value?: boolean) => (value ? 'in_kind' : 'cash')} parse={(value: string) => value === 'in_kind'}
            />
            <ReferenceInput source={source('pool_id')} reference="fund_pools" sort={{ field: `name_${locale === 'nl' ? 'nl' : 'en'}`, order: 'ASC' }} perPage={100}>
              <SelectInput label="money.pool" optionText={`name_${locale === 'nl' ? 'nl' : 'en'}`} emptyText="money.no_pool" parse={empty} helperText={false} />
            </ReferenceInput>
            <TextInput source={source('condition')} label="money.condition" parse={empty} validate={CONDITION} multiline helperText={false} />
          </Line>
        );
      })}
      <Sum before={before} />
      <AddLine label="money.add_tranche" onAdd={add} />
    </Part>
  );
};

const DAYS = [minValue(1), maxValue(730)];
const MONTHS = [minValue(1), maxValue(600)];

const RightLine = ({ at, onRemove }: { at: number; onRemove: () => void }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const kinds = useRightKinds();
  const right = useWatch({ name: `rights.${at}` }) as RightTerms | undefined;
  const kind = right?.kind ? kinds.get(right.kind) : undefined;
  const source = (name: string) => `rights.${at}.${name}`;
  return (
    <Line name={of(kind, 'name') || translate('money.right_number', { number: at + 1 })} columns="repeat(auto-fit, minmax(8.5rem, 1fr))" onRemove={onRemove}>
      <SelectInput
        source={source('kind')} label="money.right_kind" validate={YES} helperText={false} translateChoice={false}
        choices={[...kinds.values()].map((one) => ({ id: one.key, name: of(one, 'name') }))}
      />
      {kind?.takes_field !== false ? <TextInput source={source('field')} label="money.right_field" parse={empty} helperText={false} validate={maxLength(500)} /> : null}
      {kind?.takes_term !== false ? <WholeInput source={source('term_months')} label="money.right_term" validate={MONTHS} helperText={false} /> : null}
      <WholeInput
        source={source('response_days')} label="money.right_days" validate={DAYS} helperText={false}
        placeholder={kind?.response_days ? String(kind.response_days) : undefined}
      />
      <TextInput source={source('note')} label="money.note" parse={empty} multiline validate={maxLength(2000)} helperText={false} />
      {kind && <Typography variant="body2" color="text.secondary" sx={{ gridColumn: '1 / -1' }}>{of(kind, 'explanation')}</Typography>}
    </Line>
  );
};

export const RightFields = () => {
  const { fields, append, remove } = useFieldArray({ name: 'rights' });
  return (
    <Part title="money.rights" help="money.rights_help">
      {fields.map((line, at) => <RightLine key={line.id} at={at} onRemove={() => remove(at)} />)}
      <AddLine label="money.add_right" onAdd={() => append({ kind: null, field: null, term_months: null, response_days: null, note: null })} />
    </Part>
  );
};

export const PartyFields = () => {
  const translate = useTranslate();
  const { fields, append, remove } = useFieldArray({ name: 'parties' });
  return (
    <Part title="money.parties" help="money.parties_help">
      {fields.map((line, at) => (
        <Line key={line.id} name={translate('money.party_number', { number: at + 1 })} columns="minmax(12rem, 1fr) minmax(12rem, 1fr)" onRemove={() => remove(at)}>
          <ReferenceInput source={`parties.${at}.organisation_id`} reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
            <AutocompleteInput label="money.organisation" optionText="name" filterToQuery={(q: string) => ({ q })} validate={YES} helperText={false} fullWidth />
          </ReferenceInput>
          <TextInput source={`parties.${at}.role`} label="money.party_role" validate={ROLE} helperText={false} />
        </Line>
      ))}
      <AddLine label="money.add_party" onAdd={() => append({ organisation_id: null, role: '' })} />
    </Part>
  );
};

// As the server takes them: only what is written, nothing that was computed.
export const bareTerms = (data: Record<string, unknown>) => ({
  tranches: ((data.tranches ?? []) as Tranche[]).map(({ position, amount_cents, due_on, in_kind, pool_id, condition }) => ({
    position: position ?? null, amount_cents, due_on, in_kind: Boolean(in_kind), pool_id: pool_id ?? null, condition: condition || null,
  })),
  rights: ((data.rights ?? []) as RightTerms[]).map(({ kind, field, term_months, response_days, note }) => ({
    kind, field: field ?? null, term_months: term_months ?? null, response_days: response_days ?? null, note: note ?? null,
  })),
  parties: ((data.parties ?? []) as { organisation_id: string; role: string }[]).map(({ organisation_id, role }) => ({ organisation_id, role })),
});
