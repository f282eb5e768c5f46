import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { VersionList } from '../../ui/versions/VersionList';
import { useLegalValue } from './measures';

const Above = () => {
  const translate = useTranslate();
  return <Link component={RouterLink} to="/matching">{translate('matching.menu')}</Link>;
};

export const MatchingRuleList = () => {
  const translate = useTranslate();
  const { euro } = useFormats();
  return (
    <VersionList
      title={translate('matching.rules')} above={<Above />} lead={translate('matching.rules_lead')} none={translate('matching.no_rules')}
      say={(rule) => translate('matching.rule_short', { public: rule.public_parts, private: rule.private_parts, cap: euro(rule.cap_cents), basis: translate(`matching.basis.${rule.basis}`) })}
    />
  );
};

export const LegalRuleList = () => {
  const translate = useTranslate();
  const value = useLegalValue();
  return <VersionList title={translate('matching.legal_rules')} above={<Above />} lead={translate('matching.legal_lead')} none={translate('matching.no_legal_rules')} say={value} />;
};
