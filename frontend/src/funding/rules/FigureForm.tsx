import { maxValue, minValue, NumberInput, required, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { MoneyInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from './VersionForm';

const NAMES = ['value'];
const KEYS = ['payment_days', 'write_off_second_person'].map((id) => ({ id, name: `rules.figure.${id}` }));

// One of the figures counts days, the other money.
const Fields = () =>
  useWatch({ name: 'key' }) === 'write_off_second_person' ? <MoneyInput source="value" label="rules.limit_value" validate={[required()]} />
    : <NumberInput source="value" label="rules.days_value" min={0} step={1} validate={[required(), minValue(0), maxValue(365)]} />;

export const FigureCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('rules.new_figure')} names={NAMES} defaults={{ key: 'payment_days' }} keys={KEYS}><Fields /></VersionCreate>;
};
export const FigureEdit = () => <VersionEdit names={NAMES}><Fields /></VersionEdit>;
