import { BooleanInput, DateInput, maxLength, maxValue, minValue, type RaRecord, required, SelectInput, TextInput, useTranslate } from 'react-admin';

import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { today } from '../../ui/format';
import { WholeInput } from '../../ui/MoneyInput';
import { CHECK_KINDS, OWNER_ROLES } from './types';

const YES = [required()];
const FIELDS = ['kind', 'applies', 'required', 'owner_role', 'days_before_start', 'explanation_nl', 'explanation_en', 'source', 'valid_from', 'valid_until'];
const pick = (data: RaRecord, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name] ?? (name.startsWith('explanation') ? '' : null)])) as unknown as RaRecord;

const Fields = () => (
  <>
    <SelectInput source="applies" choices={['always', 'tagged', 'by_hand'].map((id) => ({ id, name: `appointments.applies.${id}` }))} validate={YES} />
    <BooleanInput source="required" helperText="appointments.required_help" />
    <TwoColumns>
      <SelectInput source="owner_role" choices={OWNER_ROLES.map((id) => ({ id, name: `appointments.owner.${id}` }))} validate={YES} />
      <WholeInput source="days_before_start" validate={[required(), minValue(-366), maxValue(366)]} helperText="appointments.days_help" />
    </TwoColumns>
    <TextInput source="explanation_nl" validate={maxLength(1000)} multiline slotProps={{ htmlInput: { lang: 'nl' } }} />
    <TextInput source="explanation_en" validate={maxLength(1000)} multiline slotProps={{ htmlInput: { lang: 'en' } }} />
    <TextInput source="source" validate={[required(), maxLength(1000)]} helperText="appointments.source_help" />
    <TwoColumns>
      <DateInput source="valid_from" validate={YES} />
      <DateInput source="valid_until" parse={(value: string) => value || null} />
    </TwoColumns>
  </>
);

export const RuleCreate = () => {
  const translate = useTranslate();
  return (
    <CreateFrame title={translate('appointments.new_rule')} defaults={{ applies: 'always', required: true, days_before_start: 14, explanation_nl: '', explanation_en: '', valid_from: today(), valid_until: null }} transform={(data) => pick(data as RaRecord, FIELDS)}>
      <SelectInput source="kind" choices={CHECK_KINDS.map((id) => ({ id, name: `appointments.kind.${id}` }))} validate={YES} />
      <Fields />
    </CreateFrame>
  );
};

export const RuleEdit = () => {
  const translate = useTranslate();
  return <EditFrame title={(record) => translate(`appointments.kind.${record.kind}`)} transform={(data) => pick(data as RaRecord, FIELDS.slice(1))}><Fields /></EditFrame>;
};
