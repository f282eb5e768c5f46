import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { useFormats } from '../../ui/format';
import { Fact } from '../../ui/parts';

const useSurcharge = () => {
  const { number } = useFormats();
  return (rule: Record<string, unknown>) => `+${number(Number(rule.surcharge_bp) / 100)} %`;
};

export const CostRuleList = () => {
  const translate = useTranslate();
  return (
    <VersionList
      title={translate('positions.cost_rules')} above={<Link component={RouterLink} to="/positions">{translate('hiring.menu.positions')}</Link>}
      lead={translate('positions.cost_rules_lead')} none={translate('positions.no_cost_rules')} say={useSurcharge()}
    />
  );
};

export const CostRuleShow = () => {
  const translate = useTranslate();
  const surcharge = useSurcharge();
  return <VersionShow list={translate('positions.cost_rules')} facts={(rule) => <Fact label={translate('positions.surcharge')}>{surcharge(rule)}</Fact>} />;
};
