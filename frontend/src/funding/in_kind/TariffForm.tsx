import { maxValue, minValue, required, SelectInput, useTranslate } from 'react-admin';

import { Row } from '../../ui/FormParts';
import { MoneyInput, WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';
import { UNITS } from './types';

const NAMES = ['unit', 'unit_cents', 'claim_days'];

const Fields = () => {
  const translate = useTranslate();
  return (
    <Row>
      <MoneyInput source="unit_cents" label="inkind.worth" validate={[required()]} />
      <SelectInput source="unit" label="inkind.per" translateChoice={false} choices={UNITS.map((id) => ({ id, name: translate(`inkind.unit.${id}`, { smart_count: 1 }) }))} validate={required()} />
      <WholeInput source="claim_days" label="inkind.claim_days" validate={[minValue(1), maxValue(3650)]} helperText="inkind.claim_help" />
    </Row>
  );
};

export const TariffCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('inkind.new_tariff')} names={NAMES} defaults={{ unit: 'hour' }}><Fields /></VersionCreate>;
};
export const TariffEdit = () => <VersionEdit names={NAMES}><Fields /></VersionEdit>;
