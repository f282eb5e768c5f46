import { useTranslate } from 'react-admin';

import { VersionList } from '../rules/VersionList';
import { useWorth } from './worth';

const TariffList = () => {
  const translate = useTranslate();
  const worth = useWorth();
  return <VersionList title={translate('inkind.tariffs')} lead={translate('inkind.tariffs_lead')} none={translate('inkind.no_tariffs')} say={worth} />;
};

export default TariffList;
