import { Alert, Box, Link, type Theme, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { Sankey } from '../ui/Sankey';
import type { Tone } from '../ui/sankey';
import type { Ways } from './types';

// Amounts below each other, to the cent; nothing is a dash, so that a table is read by its numbers.
export const Amount = ({ cents, strong = false, nothing = '–', plus = false }: { cents?: number | null; strong?: boolean; nothing?: string; plus?: boolean }) => {
  const { exact, signed } = useFormats();
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap', fontWeight: strong ? 600 : undefined, color: cents ? undefined : 'text.secondary' }}>
      {cents ? (plus ? signed : exact)(cents) : nothing}
    </Box>
  );
};

// The day of posting, and that of the event where it was another.
export const PostedOn = ({ of: { posted_on, happened_on } }: { of: { posted_on?: string; happened_on?: string } }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  return (
    <>
      <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{date(posted_on)}</Box>
      {happened_on && happened_on !== posted_on && <Box component="span" sx={{ color: 'text.secondary' }}> {translate('money.happened_on', { day: date(happened_on) })}</Box>}
    </>
  );
};

// Goes to a part of the page, for the eye and for the keyboard.
const goTo = (id: string) => {
  const part = document.getElementById(id)?.closest('section');
  part?.setAttribute('tabindex', '-1');
  part?.scrollIntoView({ block: 'start', behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  part?.focus({ preventScroll: true });
};

// The few figures a page is about, in one line that wraps. Where the page has what is behind a figure, it leads there.
export const Figures = ({ figures }: { figures: { label: string; cents: number | null | undefined; below?: ReactNode; opens?: string }[] }) => {
  const { exact } = useFormats();
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(auto-fit, minmax(118px, 1fr))' }, columnGap: 2, rowGap: 1.5, m: 0, mb: 2.5 }}>
      {figures.map(({ label, cents, below, opens }) => (
        <Box key={label} sx={{ borderTop: 1, borderColor: 'divider', pt: 1 }}>
          <Typography component="dt" variant="body2" color="text.secondary">{label}</Typography>
          <Typography component="dd" sx={{ m: 0, fontSize: '1.1rem', fontWeight: 600 }}>
            {cents == null ? '–' : opens ? <Link component="button" onClick={() => goTo(opens)} aria-label={`${label}: ${exact(cents)}`} sx={{ font: 'inherit', verticalAlign: 'baseline' }}>{exact(cents)}</Link> : exact(cents)}
            {below && <Typography component="span" variant="body2" color="text.secondary" sx={{ display: 'block' }}>{below}</Typography>}
          </Typography>
        </Box>
      ))}
    </Box>
  );
};

// A table of money: hairlines, scrolls sideways by itself, reachable by keyboard. Its outer cells hold the card's margin:
// that of a box that scrolls would be gone at its far end, and amounts would touch the edge. A shade at an edge says that
// there is more beyond it.
const beyond = ({ palette }: Theme) => {
  const [cover, shade] = [`${palette.background.paper} 40%, transparent`, `${palette.mode === 'dark' ? 'rgba(255,255,255,.3)' : 'rgba(0,0,0,.26)'}, transparent`];
  return {
    background: `linear-gradient(90deg, ${cover}) left, linear-gradient(270deg, ${cover}) right, linear-gradient(90deg, ${shade}) left, linear-gradient(270deg, ${shade}) right`,
    backgroundSize: '40px 100%, 40px 100%, 12px 100%, 12px 100%', backgroundRepeat: 'no-repeat', backgroundAttachment: 'local, local, scroll, scroll',
  };
};
export const Wide = ({ label, children, sx }: { label: string; children: ReactNode; sx?: Record<string, unknown> }) => (
  <Box sx={(theme) => ({ ...beyond(theme), overflowX: 'auto', mx: -2, '& td, & th': { px: 0.9, fontSize: '0.88rem' }, '& tr > :not(* + *)': { pl: 2 }, '& td:last-of-type, & thead th:last-of-type': { pr: 2 }, ...sx })} tabIndex={0} role="group" aria-label={label}>
    {children}
  </Box>
);

export const OrganisationLink = ({ of }: { of: { id: string; name: string } | null | undefined }) => {
  const may = useMay();
  if (!of) return <>–</>;
  return may('organisation.read') ? <Link component={RouterLink} to={`/organisations/${of.id}/show`}>{of.name}</Link> : <>{of.name}</>;
};

// The fingerprint of a file: its beginning to the eye, the whole to whoever compares.
export const Hash = ({ of }: { of: string }) => (
  <Box component="code" title={of} sx={{ fontSize: '0.85em', overflowWrap: 'anywhere' }}>{of.slice(0, 12)}…</Box>
);

const TONES: Record<string, Tone> = {
  uninvoiced: 'wait', invoiced_open: 'wait', in_kind: 'wait', in_kind_given: 'good', spent: 'good', reported: 'good', repayable: 'wait', returned: 'lost', written_off: 'lost',
};
// A decision is not invoiced, what it finally gives is determined, and the rest lapses.
const PUBLICLY: Record<string, string> = { uninvoiced: 'awaited', reported: 'determined', written_off: 'lapsed' };
// “Spent” is all of it wherever an amount is named so; in a picture of parts, what was reported is beside it.
const PRIVATELY: Record<string, string> = { spent: 'unreported' };
export const partName = (part: string, publicly: boolean) => `money.position.${(publicly ? PUBLICLY : PRIVATELY)[part] ?? part}`;
const PAGES = { funder: 'organisations', agreement: 'agreements', decision: 'decisions', purpose: 'purposes', state: null };

// The euro's way of one agreement or decision: who gave, where the money is, what it serves, what became of it.
export const Way = ({ ways, title }: { ways: Ways; title: string }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  if (ways.links.length === 0) return <Alert severity="info" variant="outlined">{translate('money.no_way_yet')}</Alert>;
  const publicly = ways.nodes.some(({ kind }) => kind === 'decision');
  const nodes = ways.nodes.map(({ key, kind, id, nl, en }) => ({
    key, label: kind === 'state' ? translate(partName(key, publicly)) : of({ label_nl: nl, label_en: en }, 'label'), tone: TONES[key] ?? ('main' as const), to: PAGES[kind] && id ? `/${PAGES[kind]}/${id}/show` : undefined,
  }));
  return <Sankey title={title} nodes={nodes} links={ways.links} />;
};

// What a matching rule is called now, by its key.
export const useRuleName = () => {
  const { of } = useFormats();
  const { data = [] } = useGetList('matching_rules', { pagination: { page: 1, perPage: 200 }, sort: { field: 'valid_from', order: 'ASC' } });
  const named = new Map(data.filter(({ state }) => state !== 'withdrawn').map((rule) => [rule.key as string, rule]));
  return (key: string | null) => (key ? of(named.get(key), 'name') || key : '');
};

// Money that we owe whoever gave it: they read that it comes, whoever pays it what to do.
export const GoesBack = ({ cents, text }: { cents: number; text: string }) => {
  const translate = useTranslate();
  const may = useMay();
  const { exact } = useFormats();
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>
      {translate(may('funding.read') ? text : 'money.repayable_to_you', { amount: exact(cents) })}
      {may('ledger.post') && ` ${translate('money.repay_how')}`}
    </Alert>
  );
};
