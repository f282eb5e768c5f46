import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { Fact } from '../../ui/parts';
import type { Version } from '../../ui/versions/version';
import { VersionShow } from '../../ui/versions/VersionShow';
import { useLegalValue, useShare } from './measures';

export const MatchingRuleShow = () => {
  const translate = useTranslate();
  return <VersionShow list={translate('matching.rules')} facts={(rule) => <Facts rule={rule} />} />;
};

const Facts = ({ rule }: { rule: Version }) => {
  const translate = useTranslate();
  const { exact, date } = useFormats();
  const share = useShare();
  return (
    <>
      <Fact label={translate('matching.ratio')}>{translate('matching.ratio_is', { public: rule.public_parts, private: rule.private_parts })}</Fact>
      <Fact label={translate('matching.cap')}>{exact(rule.cap_cents)}</Fact>
      <Fact label={translate('matching.in_kind_share')}>{share(rule.in_kind_share_bp)}</Fact>
      <Fact label={translate('matching.contractual_basis')}>{translate(`matching.basis.${rule.basis}`)}</Fact>
      <Fact label={translate('matching.window')}>{translate('rules.from_until', { from: date(rule.window_from), until: date(rule.window_until) })}</Fact>
    </>
  );
};

export const LegalRuleShow = () => {
  const translate = useTranslate();
  const value = useLegalValue();
  return <VersionShow list={translate('matching.legal_rules')} facts={(rule) => <Fact label={translate('matching.value')}>{value(rule)}</Fact>} />;
};
