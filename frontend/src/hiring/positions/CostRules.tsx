import { Link } from '@mui/material';
import { maxValue, minValue, required, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { useFormats } from '../../ui/format';
import { Row } from '../../ui/FormParts';
import { PercentInput } from '../../ui/MoneyInput';
import { Fact } from '../../ui/parts';

const NAMES = ['surcharge_bp'];
const useSurcharge = () => {
  const { number } = useFormats();
  return (rule: Record<string, unknown>) => `+${number(Number(rule.surcharge_bp) / 100)} %`;
};

export const CostRuleList = () => {
  const translate = useTranslate();
  return (
    <VersionList
      title={translate('positions.cost_rules')} above={<Link component={RouterLink} to="/positions">{translate('positions.menu')}</Link>}
      lead={translate('positions.cost_rules_lead')} none={translate('positions.no_cost_rules')} say={useSurcharge()}
    />
  );
};

export const CostRuleShow = () => {
  const translate = useTranslate();
  const surcharge = useSurcharge();
  return <VersionShow list={translate('positions.cost_rules')} facts={(rule) => <Fact label={translate('positions.surcharge')}>{surcharge(rule)}</Fact>} />;
};

const Fields = () => <Row><PercentInput source="surcharge_bp" label="positions.surcharge" validate={[required(), minValue(0), maxValue(20_000)]} helperText="positions.surcharge_help" /></Row>;

export const CostRuleCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('positions.new_cost_rule')} names={NAMES}><Fields /></VersionCreate>;
};
export const CostRuleEdit = () => <VersionEdit names={NAMES}><Fields /></VersionEdit>;
