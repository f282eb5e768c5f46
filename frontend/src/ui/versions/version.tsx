// What the screens of all rules have in common: matching rules, legal rules and tariffs are versions with a source, which
// one person proposes and another confirms.
import { Alert, Link, Typography } from '@mui/material';
import { type RaRecord, useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { today, useFormats } from '../format';
import { StateLabel } from '../StateLabel';

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

// Is this version in force until a last day, after which no other holds? A version of long ago is nobody's concern.
const useEndsInGap = (resource: string, { key, state, valid_until: until }: Version) => {
  const open = state === 'in_force' && Boolean(until && until >= today());
  const { data } = useGetList<Version>(resource, { filter: { state: 'in_force' }, sort: { field: 'valid_from', order: 'ASC' }, pagination: { page: 1, perPage: 200 } }, { enabled: open });
  if (!open || !data) return false;
  const next = new Date(Date.parse(until!) + 86_400_000).toISOString().slice(0, 10);
  return !data.some((other) => other.key === key && other.valid_from <= next && (!other.valid_until || other.valid_until >= next));
};

export const GapAfter = ({ resource, of }: { resource: string; of: Version }) => {
  const gap = useEndsInGap(resource, of);
  return <Gap until={of.state === 'proposed' || gap ? of.valid_until : null} />;
};
// The same in a table, where the last day stands already.
export const GapMark = ({ resource, of }: { resource: string; of: Version }) => {
  const translate = useTranslate();
  return useEndsInGap(resource, of) && <Typography variant="body2" sx={{ color: 'warning.main' }}>{translate('rules.gap_after')}</Typography>;
};

export const Validity = ({ of }: { of: Pick<Version, 'valid_from' | 'valid_until'> }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  return <>{of.valid_until ? translate('rules.from_until', { from: date(of.valid_from), until: date(of.valid_until) }) : translate('rules.from', { from: date(of.valid_from) })}</>;
};
