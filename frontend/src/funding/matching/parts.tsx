import { Box, Table, TableBody, TableCell, TableHead, TableRow, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { Gauge } from '../../ui/Gauge';
import { StateLabel } from '../../ui/StateLabel';
import { PictureOrTable } from '../../ui/Views';
import { Amount, Wide } from '../parts';
import { useShare } from './measures';
import { BASES, type Bases, type PaidBy, type Snapshot, type Terms } from './types';

export const useQuarter = () => {
  const translate = useTranslate();
  return (until: string) => translate('matching.quarter', { quarter: Math.ceil(Number(until.slice(5, 7)) / 3), year: until.slice(0, 4) });
};

// The one sentence: is public money ahead of what private money earned, behind it, or even.
export const useVerdict = () => {
  const translate = useTranslate();
  const { exact } = useFormats();
  return (gap: number) =>
    gap > 0 ? translate('matching.ahead_by', { amount: exact(gap) }) : gap < 0 ? translate('matching.entitled', { amount: exact(-gap) }) : translate('matching.even');
};

// How far public money has come against what private money earned, and the bound on both. Below it what would have been
// earned on the other bases, as far as one sees them: where it is heading. `beside`: those of a gauge to compare with, which
// is on the same scale.
type Seen = Partial<Record<keyof Bases, PaidBy>>;
export const RuleGauge = ({ terms, basis, bases = {}, beside = {} }: { terms: Pick<Terms, 'cap_cents'>; basis: PaidBy; bases?: Seen; beside?: Seen }) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const verdict = useVerdict()(basis.gap_cents);
  const told = translate('matching.gauge_told', {
    entitlement: exact(basis.entitlement_cents), received: exact(basis.public_cents), cap: exact(terms.cap_cents), verdict,
  });
  const others = BASES.flatMap((name) => {
    const other = bases[name];
    return other && other !== basis ? [{ label: translate('matching.on_other', { basis: translate(`matching.basis.${name}`) }), cents: other.entitlement_cents, aside: true }] : [];
  });
  const rows: [string, number][] = [
    ['matching.entitlement', basis.entitlement_cents], ['matching.public_received', basis.public_cents], ['matching.cap', terms.cap_cents],
    ['matching.above_cap', basis.above_cap_cents], ['matching.gap', basis.gap_cents],
  ];
  return (
    <PictureOrTable
      picture={
        <Gauge
          title={told} least={Math.max(0, ...Object.values(beside).flatMap((other) => [other.entitlement_cents, other.public_cents]))} limit={{ label: translate('matching.cap'), cents: terms.cap_cents }}
          lines={[
            { label: translate('matching.entitlement'), cents: basis.entitlement_cents },
            { label: translate('matching.public_received'), cents: basis.public_cents, over: basis.entitlement_cents },
            ...others,
          ]}
        />
      }
      table={
        <Wide label={told}>
          <Table size="small">
            <TableBody>
              {rows.map(([name, cents]) => (
                <TableRow key={name}>
                  <TableCell component="th" scope="row">{translate(name)}</TableCell>
                  <TableCell align="right"><Amount cents={cents} plus={name === 'matching.gap'} /></TableCell>
                </TableRow>
              ))}
              {others.map(({ label, cents }) => (
                <TableRow key={label}>
                  <TableCell component="th" scope="row">{label}</TableCell>
                  <TableCell align="right"><Amount cents={cents} /></TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      }
    />
  );
};

const LINES: { name: string; of: (basis: PaidBy) => number | undefined; strong?: boolean }[] = [
  { name: 'cash', of: (b) => b.cash_cents },
  { name: 'in_kind_counted', of: (b) => b.in_kind_counted_cents },
  { name: 'base', of: (b) => b.base_cents },
  { name: 'earned', of: (b) => b.earned_cents },
  { name: 'above_cap', of: (b) => b.above_cap_cents },
  { name: 'entitlement', of: (b) => b.entitlement_cents, strong: true },
  { name: 'public_received', of: (b) => b.public_cents },
  { name: 'gap', of: (b) => b.gap_cents, strong: true },
];

// The bases beside each other, as far as one sees them; the one that the agreement names is marked, the others are there to
// compare. A telephone has room for one or two: the marked one comes first there.
export const BasesTable = ({ bases, contractual }: { bases: Snapshot['body']['bases']; contractual: string }) => {
  const translate = useTranslate();
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const seen = BASES.flatMap((name) => (bases[name] ? [{ name, basis: bases[name] }] : []));
  const order = small ? seen.sort((one, other) => Number(other.name === contractual) - Number(one.name === contractual)) : seen;
  const lines = LINES.filter(({ of }) => order.every(({ basis }) => of(basis) !== undefined));
  const marked = (name: string) => (name === contractual ? { bgcolor: 'action.hover', fontWeight: 600 } : {});
  return (
    <Wide label={translate('matching.bases')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell sx={{ minWidth: { xs: '8rem', sm: '12rem' } }}>{translate('matching.per_basis')}</TableCell>
            {order.map(({ name }) => (
              <TableCell key={name} align="right" sx={{ ...marked(name), verticalAlign: 'bottom' }}>
                {translate(`matching.basis.${name}`)}
                {name === contractual && <Box sx={{ mt: 0.5 }}><StateLabel state="in_force" label={translate('matching.contractual')} /></Box>}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.name}>
              <TableCell component="th" scope="row" sx={{ fontWeight: line.strong ? 600 : 400 }}>{translate(`matching.${line.name}`)}</TableCell>
              {order.map(({ name, basis }) => <TableCell key={name} align="right" sx={marked(name)}><Amount strong={line.strong} cents={line.of(basis) ?? null} plus={line.name === 'gap'} /></TableCell>)}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

// What a rule says, in one sentence and a few facts.
export const RuleSentence = ({ terms }: { terms: Terms }) => {
  const translate = useTranslate();
  const { exact, date } = useFormats();
  const share = useShare();
  return (
    <Typography variant="body2" color="text.secondary">
      {translate('matching.rule_says', {
        public: terms.public_parts, private: terms.private_parts, cap: exact(terms.cap_cents), share: share(terms.in_kind_share_bp),
        from: date(terms.window_from), until: date(terms.window_until),
      })}{' '}
      {translate('matching.source_is', { source: terms.source })}
    </Typography>
  );
};
