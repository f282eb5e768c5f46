import { Alert, Typography } from '@mui/material';
import { useMemo } from 'react';
import { AutocompleteInput, DateInput, maxLength, minValue, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useGetList, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { Part, Row } from '../../ui/FormParts';
import { DecimalInput } from '../../ui/MoneyInput';
import { WHOLE } from '../../ui/RecordFrame';
import type { Agreement } from '../types';
import type { Tariff } from './types';

const FACTS = ['purpose_id', 'what', 'quantity', 'tariff', 'performed_from', 'performed_until', 'note'];
const YES = [required()];
const IN_KIND = { state: 'active', in_kind_cents_from: 1 };
const empty = (value: string) => value || null;
const pick = (data: RaRecord, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;
const inOrder = (end: string | null, all: { performed_from?: string | null }) => (end && all.performed_from && end < all.performed_from ? 'inkind.end_before_start' : undefined);
const END = [required(), inOrder];

// Which tranche in kind: chosen by way of the agreement, of which a funder sees their own only.
const Under = () => {
  const translate = useTranslate();
  const { exact, date } = useFormats();
  const agreement = useWatch({ name: 'agreement_id' }) as string | undefined;
  const { data: found } = useGetOne<Agreement>('agreements', { id: agreement ?? '', meta: WHOLE }, { enabled: Boolean(agreement) });
  const lots = found?.lots.filter(({ in_kind }) => in_kind) ?? [];
  return (
    <Part title="inkind.under">
      <ReferenceInput source="agreement_id" reference="agreements" filter={IN_KIND} sort={{ field: 'funder_sort_name', order: 'ASC' }}>
        <AutocompleteInput
          label="inkind.agreement" filterToQuery={(q: string) => ({ q })} validate={YES} fullWidth
          optionText={(record) => (record ? `${record.title} · ${record.funder?.name ?? record.funder} (${record.reference})` : '')}
        />
      </ReferenceInput>
      {found && lots.length === 0 && <Alert severity="warning" variant="outlined">{translate('inkind.no_lots')}</Alert>}
      {lots.length > 0 && (
        <SelectInput
          source="lot_id" label="inkind.tranche" validate={YES} translateChoice={false} fullWidth
          choices={lots.map((lot) => ({ id: lot.id, name: translate('inkind.tranche_until', { number: lot.tranche, amount: exact(lot.amount_cents), day: date(lot.due_on) }) }))}
        />
      )}
    </Part>
  );
};

// The tariffs that are in force on the last day, and what the quantity comes to by the one that is chosen.
const Measured = () => {
  const translate = useTranslate();
  const { exact, of } = useFormats();
  const day = (useWatch({ name: 'performed_until' }) as string | null) ?? '';
  const quantity = Number(useWatch({ name: 'quantity' }) ?? 0);
  const tariff = useWatch({ name: 'tariff' }) as string | undefined;
  const { data = [], isPending } = useGetList<Tariff>('valuation_rules', { filter: { state: 'in_force' }, sort: { field: 'key', order: 'ASC' }, pagination: { page: 1, perPage: 200 } });
  const valid = useMemo(() => data.filter((rule) => !day || (rule.valid_from <= day && (!rule.valid_until || rule.valid_until >= day))), [data, day]);
  const choices = [...new Map(valid.map((rule) => [rule.key, rule])).values()];
  const chosen = choices.find(({ key }) => key === tariff);
  return (
    <Part title="inkind.how_much">
      <Row>
        <DateInput source="performed_from" label="inkind.performed_from" validate={YES} />
        <DateInput source="performed_until" label="inkind.performed_until" validate={END} helperText="inkind.done_help" />
      </Row>
      {!isPending && choices.length === 0 && <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>{translate('inkind.no_tariff')}</Alert>}
      <Row>
        <DecimalInput source="quantity" label="inkind.quantity" validate={[required(), minValue(0.01)]} />
        <SelectInput
          source="tariff" label="inkind.tariff" validate={YES} translateChoice={false}
          choices={choices.map((rule) => ({ id: rule.key, name: translate('inkind.tariff_is', { name: of(rule, 'name'), each: exact(rule.unit_cents), unit: translate(`inkind.unit.${rule.unit}`, { smart_count: 1 }) }) }))}
        />
      </Row>
      {chosen && quantity > 0 && <Typography role="status" sx={{ fontWeight: 600 }}>{translate('inkind.comes_to', { amount: exact(Math.round(quantity * chosen.unit_cents)) })}</Typography>}
    </Part>
  );
};

const Fields = () => {
  const may = useMay();
  const translate = useTranslate();
  const { locale } = useFormats();
  const name = `name_${locale === 'nl' ? 'nl' : 'en'}`;
  const record = useRecordContext();
  return (
    <>
      <Part title="inkind.what_given">
        <TextInput source="what" label="inkind.what" validate={[required(), maxLength(1000)]} helperText="inkind.what_help" multiline fullWidth />
        {(may('funding.read') || record?.purpose_id) && (
          <ReferenceInput source="purpose_id" reference="purposes" sort={{ field: 'name_en', order: 'ASC' }}>
            <AutocompleteInput label="inkind.purpose" optionText={name} filterToQuery={(q: string) => ({ q })} parse={empty} helperText="inkind.purpose_help" fullWidth />
          </ReferenceInput>
        )}
      </Part>
      <Measured />
      <TextInput source="note" label="inkind.note" parse={empty} multiline minRows={2} validate={maxLength(2000)} fullWidth />
      <Typography variant="body2" color="text.secondary">{translate('inkind.then')}</Typography>
    </>
  );
};

export const InKindCreate = () => {
  const translate = useTranslate();
  return (
    <CreateFrame title={translate('inkind.new')} transform={(data) => pick(data as RaRecord, ['lot_id', ...FACTS])}>
      <Under />
      <Fields />
    </CreateFrame>
  );
};

export const InKindEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('inkind.edit', { reference: record.reference })} prepare={(record) => ({ ...record, quantity: Number(record.quantity) })} transform={(data) => pick(data as RaRecord, FACTS)}>
      <Fields />
    </EditFrame>
  );
};
