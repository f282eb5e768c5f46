import { AutocompleteArrayInput, maxValue, minValue, required, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { useCountries } from '../../partners/parts';
import { Row } from '../../ui/FormParts';
import { WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';

const NAMES = ['value', 'countries'];
const NUMBER = [required(), minValue(0), maxValue(60)];
const KEYS = ['academic_countries', 'academic_stay_months', 'industry_stay_months', 'interdisciplinary_fields', 'european_countries'].map((id) => ({ id, name: `calls.rule_key.${id}` }));

// The key says whether a rule is a number, or the countries that count as European.
const Says = () => {
  const key = useWatch({ name: 'key' }) as string | undefined;
  const countries = useCountries();
  if (!key) return null;
  return key === 'european_countries'
    ? <AutocompleteArrayInput source="countries" label="calls.countries" choices={countries} validate={required()} fullWidth />
    : <Row><WholeInput key={key} source="value" label={`calls.rule_key.${key}`} validate={NUMBER} /></Row>;
};

export const TrackRuleCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('calls.new_rule')} names={NAMES} keys={KEYS}><Says /></VersionCreate>;
};
export const TrackRuleEdit = () => <VersionEdit names={NAMES}><Says /></VersionEdit>;
