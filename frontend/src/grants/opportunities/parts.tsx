import { Box, Chip, Link, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { NavLink } from 'react-router';

import { useMay } from '../../app/session';
import { today, useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import type { OpportunityRow } from './types';

const PLACES = [
  { to: '/opportunities', label: 'opportunities.tab.all', needs: ['opportunity.read'] },
  { to: '/opportunity_deadlines', label: 'opportunities.tab.deadlines', needs: ['opportunity.read'] },
  { to: '/themes', label: 'opportunities.tab.themes', needs: ['opportunity.read'] },
  { to: '/opportunities/repairs', label: 'opportunities.tab.repairs', needs: ['opportunity.write'] },
  { to: '/grant_figures', label: 'grant_figures.title', needs: ['grant_figure.read'] },
];

// The pages of this room, one click apart.
export const Tabs = () => {
  const translate = useTranslate();
  const may = useMay();
  return (
    <Box component="nav" aria-label={translate('grants.menu.opportunities')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, '& a.active': { color: 'text.primary', fontWeight: 600, textDecoration: 'none' } }}>
      {PLACES.filter(({ needs }) => may(...needs)).map(({ to, label }) => <Link key={to} component={NavLink} to={to} end>{translate(label)}</Link>)}
    </Box>
  );
};

// What the funder says of it; over as soon as no deadline is left.
export const Standing = ({ of: { status, over, state } }: { of: { status: string; over?: boolean | null; state?: string } }) => {
  const translate = useTranslate();
  const shown = state === 'archived' ? 'archived' : over ? 'over' : status;
  const tone = { open: 'current', forthcoming: 'coming', unknown: 'off' }[shown] ?? 'past';
  return <StateLabel state={tone} label={translate(`opportunities.status.${shown}`)} />;
};

// A day with how far it is, and the moment where the funder says one. `whole`: on one line, with the zone named.
export const DueOn = ({ day, at, label, whole = false }: { day: string; at?: string | null; label?: string | null; whole?: boolean }) => {
  const translate = useTranslate();
  const { date, locale } = useFormats();
  const days = Math.round((Date.parse(day) - Date.parse(today())) / 86_400_000);
  const time = at && translate(whole ? 'opportunities.time_here' : 'opportunities.time', { time: new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { timeStyle: 'short', timeZone: 'Europe/Amsterdam' }).format(new Date(at)) });
  const ahead = days < 0 ? translate('opportunities.passed') : days === 0 ? translate('opportunities.today') : translate('opportunities.in_days', { smart_count: days });
  const more = [time, ahead, label].filter(Boolean).join(' · ');
  const near = days >= 0 && days <= 14;
  return (
    <>
      <Box component="span" sx={{ whiteSpace: 'nowrap', fontWeight: near ? 600 : undefined }}>{date(day)}</Box>
      <Typography component={whole ? 'span' : 'div'} variant="body2" color="text.secondary">{whole && ' · '}{more}</Typography>
    </>
  );
};

// An amount in its own currency, without noise: whole units where there are no cents.
export const useAmount = () => {
  const { locale } = useFormats();
  return (cents: number | null | undefined, currency?: string | null) =>
    cents == null ? '' : new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { style: 'currency', currency: currency ?? 'EUR', maximumFractionDigits: cents % 100 ? 2 : 0 }).format(cents / 100);
};

// What one grant may be, else what the whole call is, else as the text came.
export const useMoney = () => {
  const translate = useTranslate();
  const amount = useAmount();
  return ({ grant_min_cents: least, grant_max_cents: most, budget_cents: whole, currency, budget_text: text }: Pick<OpportunityRow, 'grant_min_cents' | 'grant_max_cents' | 'budget_cents' | 'currency' | 'budget_text'>) => {
    const grant = least != null && most != null && least !== most ? `${amount(least, currency)} – ${amount(most, currency)}` : amount(most ?? least, currency);
    return grant ? translate('opportunities.a_grant', { amount: grant }) : whole != null ? translate('opportunities.whole', { amount: amount(whole, currency) }) : (text ?? '');
  };
};

// A value as a list told it, in the reader's words.
export const useSaid = () => {
  const translate = useTranslate();
  const amount = useAmount();
  const { date, short } = useFormats();
  return (field: string, value: string | null, currency?: string | null) =>
    !value ? '–'
    : field.endsWith('_cents') ? amount(Number(value), currency)
    : field === 'form' || field === 'status' ? translate(`opportunities.${field}.${value}`)
    : field === 'deadlines' || field === 'opens_on' ? value.split(', ').map((one) => (one.length === 10 ? date(one) : short(one))).join(', ')
    : value;
};

// What to look at: not told, or told in a wrong encoding.
export const Flags = ({ of: { missing, broken_text: broken } }: { of: { missing: string[]; broken_text?: boolean | null } }) => {
  const translate = useTranslate();
  if (!broken && missing.length === 0) return null;
  return (
    <Stack direction="row" gap={0.5} flexWrap="wrap">
      {broken && <Chip size="small" variant="outlined" color="warning" label={translate('opportunities.broken')} />}
      {missing.map((name) => <Chip key={name} size="small" variant="outlined" label={translate(`opportunities.missing.${name}`)} />)}
    </Stack>
  );
};
