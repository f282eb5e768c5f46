import { Link, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { Fact } from '../../ui/parts';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { useSaid, WRITE } from './figures';

// Rules that are more than a number have lists of their own.
const OTHERS = [
  { to: '/checklist_rules', label: 'appointments.rules', needs: ['appointment.read', 'hiring_text.write', 'hiring_text.confirm'] },
  { to: '/track_rules', label: 'calls.rules', needs: ['call.read'] },
  { to: '/diversity_questions', label: 'hiring_rules.diversity', needs: ['hiring_rule.read'] },
  { to: '/conflict_windows', label: 'conflict_windows.title', needs: ['conflict_window.read'] },
];
const Others = () => {
  const translate = useTranslate();
  const may = useMay();
  return (
    <Stack direction="row" gap={2} flexWrap="wrap">
      {OTHERS.filter(({ needs }) => may(...needs)).map(({ to, label }) => <Link key={to} component={RouterLink} to={to}>{translate(label)}</Link>)}
    </Stack>
  );
};

export const HiringRuleList = () => {
  const translate = useTranslate();
  return <VersionList above={<Others />} title={translate('hiring_rules.title')} lead={translate('hiring_rules.lead')} none={translate('hiring_rules.none')} say={useSaid()} write={WRITE} />;
};

export const HiringRuleShow = () => {
  const translate = useTranslate();
  const say = useSaid();
  return <VersionShow list={translate('hiring_rules.title')} facts={(rule) => <Fact label={translate('hiring_rules.value')}>{say(rule)}</Fact>} write={WRITE} />;
};
