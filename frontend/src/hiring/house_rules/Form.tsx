import { required, SelectInput, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { Row } from '../../ui/FormParts';
import { PercentInput, WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';
import { useWithin } from '../../ui/versions/within';
import { FIGURES, type HiringKey, useMeasured } from './figures';

const VALUE = ['value'];
const YES_NO = [{ id: 1, name: 'ra.boolean.true' }, { id: 0, name: 'ra.boolean.false' }];
const KEYS = (Object.keys(FIGURES) as HiringKey[]).map((id) => ({ id, name: `hiring_rules.key.${id}` }));

// The key says what is measured, in what, and between which values it can work.
const Figure = () => {
  const key = useWatch({ name: 'key' }) as HiringKey | undefined;
  return key ? <Row><Value key={key} of={key} /></Row> : null;
};

const Value = ({ of }: { of: HiringKey }) => {
  const { measure, least, most } = FIGURES[of];
  const say = useMeasured();
  const validate = [required(), useWithin(least, most, (value) => say(measure, value))];
  if (measure === 'yes_no') return <SelectInput source="value" label="hiring_rules.measure.yes_no" choices={YES_NO} validate={required()} />;
  const Input = measure === 'basis_points' ? PercentInput : WholeInput;
  return <Input source="value" label={`hiring_rules.measure.${measure}`} validate={validate} />;
};

export const HiringRuleCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('hiring_rules.new')} names={VALUE} keys={KEYS}><Figure /></VersionCreate>;
};
export const HiringRuleEdit = () => <VersionEdit names={VALUE}><Figure /></VersionEdit>;
