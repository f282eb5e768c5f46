import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Fact } from '../../ui/parts';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { useSaid, WRITE } from './figures';

export const GrantFigureList = () => {
  const translate = useTranslate();
  return (
    <VersionList
      above={<Link component={RouterLink} to="/opportunities">{translate('grants.menu.opportunities')}</Link>}
      title={translate('grant_figures.title')} lead={translate('grant_figures.lead')} none={translate('grant_figures.none')} say={useSaid()} write={WRITE}
    />
  );
};

export const GrantFigureShow = () => {
  const translate = useTranslate();
  const say = useSaid();
  return <VersionShow list={translate('grant_figures.title')} facts={(rule) => <Fact label={translate('grant_figures.value')}>{say(rule)}</Fact>} write={WRITE} />;
};
