import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { Fact } from '../../ui/parts';
import { useRight } from './says';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { ToRules } from '../../ui/versions/version';

export const RightList = () => {
  const translate = useTranslate();
  return <VersionList title={translate('rules.rights')} above={<ToRules />} lead={translate('rules.rights_lead')} none={translate('rules.none')} say={useRight()} />;
};

export const RightShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  const right = useRight();
  return (
    <VersionShow list={translate('rules.rights')} facts={(rule) => (
      <>
        <Fact label={translate('rules.explanation')}>{of(rule, 'explanation')}</Fact>
        <Fact label={translate('rules.says')}>{right(rule)}</Fact>
      </>
    )} />
  );
};
