import { maxValue, minValue, required, useTranslate } from 'react-admin';

import { Row } from '../../ui/FormParts';
import { PercentInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';

const NAMES = ['surcharge_bp'];

const Fields = () => <Row><PercentInput source="surcharge_bp" label="positions.surcharge" validate={[required(), minValue(0), maxValue(20_000)]} helperText="positions.surcharge_help" /></Row>;

export const CostRuleCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('positions.new_cost_rule')} names={NAMES}><Fields /></VersionCreate>;
};
export const CostRuleEdit = () => <VersionEdit names={NAMES}><Fields /></VersionEdit>;
