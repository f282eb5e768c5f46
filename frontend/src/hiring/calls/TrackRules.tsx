import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Country } from '../../partners/parts';
import { Fact } from '../../ui/parts';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { useRule } from './useRule';

const WRITE = 'call.manage';

export const TrackRuleList = () => {
  const translate = useTranslate();
  return <VersionList above={<Link component={RouterLink} to="/hiring_rules">{translate('hiring.menu.rules')}</Link>} title={translate('calls.rules')} lead={translate('calls.rules_lead')} none={translate('calls.rules_none')} say={useRule()} write={WRITE} />;
};

export const TrackRuleShow = () => {
  const translate = useTranslate();
  const say = useRule();
  return (
    <VersionShow
      list={translate('calls.rules')} write={WRITE}
      facts={(rule) => (
        <>
          <Fact label={translate('rules.rule')}>{say(rule)}</Fact>
          {rule.countries && <Fact label={translate('calls.countries')}>{(rule.countries as string[]).map((code, n) => <span key={code}>{n > 0 && ', '}<Country code={code} /></span>)}</Fact>}
        </>
      )}
    />
  );
};
