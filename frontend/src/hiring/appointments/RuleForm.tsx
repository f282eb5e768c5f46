import { BooleanInput, maxLength, maxValue, minValue, required, SelectInput, TextInput, useTranslate } from 'react-admin';

import { Row } from '../../ui/FormParts';
import { WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';
import { CHECK_KINDS, OWNER_ROLES } from './types';

const YES = [required()];
const LONG = maxLength(1000);
const NAMES = ['applies', 'required', 'owner_role', 'days_before_start', 'explanation_nl', 'explanation_en'];
const KEYS = CHECK_KINDS.map((id) => ({ id, name: `appointments.kind.${id}` }));
const DEFAULTS = { applies: 'always', required: true, days_before_start: 14, explanation_nl: '', explanation_en: '' };
const kept = (value: string | null) => value ?? '';

const Says = () => (
  <>
    <Row>
      <SelectInput source="applies" choices={['always', 'tagged', 'by_hand'].map((id) => ({ id, name: `appointments.applies.${id}` }))} validate={YES} />
      <SelectInput source="owner_role" choices={OWNER_ROLES.map((id) => ({ id, name: `appointments.owner.${id}` }))} validate={YES} />
    </Row>
    <Row>
      <WholeInput source="days_before_start" validate={[required(), minValue(-366), maxValue(366)]} helperText="appointments.days_help" />
      <BooleanInput source="required" helperText="appointments.required_help" />
    </Row>
    <TextInput source="explanation_nl" parse={kept} validate={LONG} multiline fullWidth slotProps={{ htmlInput: { lang: 'nl' } }} />
    <TextInput source="explanation_en" parse={kept} validate={LONG} multiline fullWidth slotProps={{ htmlInput: { lang: 'en' } }} />
  </>
);

export const RuleCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('appointments.new_rule')} names={NAMES} keys={KEYS} defaults={DEFAULTS}><Says /></VersionCreate>;
};
export const RuleEdit = () => <VersionEdit names={NAMES}><Says /></VersionEdit>;
