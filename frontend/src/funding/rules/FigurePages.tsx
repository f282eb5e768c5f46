import { useTranslate } from 'react-admin';

import { Fact } from '../../ui/parts';
import { useFigure } from './says';
import { ToRules } from '../../ui/versions/version';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';

export const FigureList = () => {
  const translate = useTranslate();
  return <VersionList title={translate('rules.figures')} above={<ToRules />} lead={translate('rules.figures_lead')} none={translate('rules.none')} say={useFigure()} />;
};

export const FigureShow = () => {
  const translate = useTranslate();
  const figure = useFigure();
  return <VersionShow list={translate('rules.figures')} facts={(rule) => <Fact label={translate('rules.says')}>{figure(rule)}</Fact>} />;
};
