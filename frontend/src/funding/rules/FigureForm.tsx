import { required, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import type { components } from '../../app/api-types';
import { Row } from '../../ui/FormParts';
import { MoneyInput, WholeInput } from '../../ui/MoneyInput';
import { useWithin } from '../../ui/versions/within';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';

const NAMES = ['value'];
const FIGURES: Record<components['schemas']['InvoiceRuleKey'], string> = { payment_days: 'rules.figure.payment_days', write_off_second_person: 'rules.figure.write_off_second_person' };
const KEYS = Object.entries(FIGURES).map(([id, name]) => ({ id, name }));

// One of the figures counts days, the other money.
const Fields = () => {
  const days = useWithin(1, 365);
  const money = useWatch({ name: 'key' }) === 'write_off_second_person';
  return (
    <Row>
      {money ? <MoneyInput source="value" label="rules.limit_value" validate={[required()]} /> : <WholeInput source="value" label="rules.days_value" validate={[required(), days]} />}
    </Row>
  );
};

export const FigureCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('rules.new_figure')} names={NAMES} defaults={{ key: 'payment_days' }} keys={KEYS}><Fields /></VersionCreate>;
};
export const FigureEdit = () => <VersionEdit names={NAMES}><Fields /></VersionEdit>;
