import { Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Fact } from '../../ui/parts';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { useSaid, WRITE } from './figures';

export const HiringRuleList = () => {
  const translate = useTranslate();
  return <VersionList title={translate('hiring_rules.title')} lead={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('hiring_rules.lead')} <Link component={RouterLink} to="/diversity_questions">{translate('hiring_rules.diversity')}</Link></Typography>} none={translate('hiring_rules.none')} say={useSaid()} write={WRITE} />;
};

export const HiringRuleShow = () => {
  const translate = useTranslate();
  const say = useSaid();
  return <VersionShow list={translate('hiring_rules.title')} facts={(rule) => <Fact label={translate('hiring_rules.value')}>{say(rule)}</Fact>} write={WRITE} />;
};
