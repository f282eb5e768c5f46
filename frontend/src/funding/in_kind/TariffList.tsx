import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { VersionList } from '../../ui/versions/VersionList';
import { useWorth } from './worth';

const TariffList = () => {
  const translate = useTranslate();
  const worth = useWorth();
  return <VersionList title={translate('inkind.tariffs')} above={<Link component={RouterLink} to="/in_kind">{translate('inkind.menu')}</Link>} lead={translate('inkind.tariffs_lead')} none={translate('inkind.no_tariffs')} say={worth} />;
};

export default TariffList;
