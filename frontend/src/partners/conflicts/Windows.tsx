import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { Fact } from '../../ui/parts';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import type { Version } from '../../ui/versions/version';

const WRITE = 'conflict_window.write';

const useSaid = () => {
  const translate = useTranslate();
  return ({ value }: Version) => translate('conflict_windows.years', { smart_count: value as number });
};

export const WindowList = () => {
  const translate = useTranslate();
  const may = useMay();
  return <VersionList above={may('hiring_rule.read') && <Link component={RouterLink} to="/hiring_rules">{translate('hiring.menu.rules')}</Link>} title={translate('conflict_windows.title')} lead={translate('conflict_windows.lead')} none={translate('conflict_windows.none')} say={useSaid()} write={WRITE} />;
};

export const WindowShow = () => {
  const translate = useTranslate();
  const say = useSaid();
  return <VersionShow list={translate('conflict_windows.title')} facts={(rule) => <Fact label={translate('conflict_windows.value')}>{say(rule)}</Fact>} write={WRITE} />;
};
