// What the screens of all rules have in common: matching rules, legal rules and tariffs are versions with a source, which
// one person proposes and another confirms.
import { Alert, Link } from '@mui/material';
import { type RaRecord, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { today, useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';

export interface Version extends RaRecord {
  key: string;
  name_nl: string;
  name_en: string;
  source: string;
  valid_from: string;
  valid_until: string | null;
  state: string;
  confirmed_by_name: string | null;
  confirmed_at: string | null;
}

// In force as a state may still begin tomorrow, or have ended: said as what it is today.
const standing = ({ state, valid_from, valid_until }: Version) =>
  state !== 'in_force' ? state : valid_from > today() ? 'coming' : valid_until && valid_until < today() ? 'past' : 'in_force';
export const isPast = (version: Version) => Boolean(version.valid_until && version.valid_until < today());

export const ToRules = () => {
  const translate = useTranslate();
  return <Link component={RouterLink} to="/rules">{translate('rules.menu')}</Link>;
};

export const VersionLabel = ({ of }: { of: Version }) => {
  const translate = useTranslate();
  const now = standing(of);
  return <StateLabel state={now} label={translate(`rules.state.${now}`)} />;
};

// A last day is allowed, and leaves a gap until somebody has another version confirmed.
export const Gap = ({ until }: { until?: string | null }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  return until ? <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('rules.gap', { day: date(until) })}</Alert> : null;
};

export const Validity = ({ of }: { of: Pick<Version, 'valid_from' | 'valid_until'> }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  return <>{of.valid_until ? translate('rules.from_until', { from: date(of.valid_from), until: date(of.valid_until) }) : translate('rules.from', { from: date(of.valid_from) })}</>;
};
