import { Box, Table, TableBody, TableCell, TableFooter, TableHead, TableRow, Typography } from '@mui/material';
import { useGetMany, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { Amount, Wide } from '../parts';
import type { Terms, Tranche } from '../types';
import { useRightKinds } from './rightKinds';

type Change = 'added' | 'removed' | 'changed' | undefined;
type Before = Pick<Terms, 'tranches' | 'rights' | 'parties' | 'amount_cents' | 'ends_on'>;

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const bare = (tranche: Tranche) => [tranche.amount_cents, tranche.due_on, tranche.in_kind, tranche.pool_id, tranche.condition];

// How a tranche stands against the version before: by its number, which an amendment keeps.
const compare = (now: Tranche[], before: Tranche[] | undefined): { tranche: Tranche; was?: Tranche; change: Change }[] => {
  if (!before) return now.map((tranche) => ({ tranche, change: undefined }));
  const known = new Map(before.map((tranche) => [tranche.position, tranche]));
  const kept = now.map((tranche) => {
    const was = known.get(tranche.position);
    known.delete(tranche.position);
    return { tranche, was, change: (!was ? 'added' : same(bare(was), bare(tranche)) ? undefined : 'changed') as Change };
  });
  return [...kept, ...[...known.values()].map((was) => ({ tranche: was, was, change: 'removed' as Change }))].sort((one, other) => (one.tranche.position ?? 0) - (other.tranche.position ?? 0));
};

// What was is struck through beside what is: read aloud as deleted and inserted.
const Was = ({ was, now }: { was: string | undefined; now: string }) =>
  was === undefined || was === now ? <>{now}</> : <><Box component="del" sx={{ color: 'text.secondary', mr: 0.75, whiteSpace: 'nowrap' }}>{was || '–'}</Box><ins style={{ textDecoration: 'none', fontWeight: 600, whiteSpace: 'nowrap' }}>{now || '–'}</ins></>;

// Terms that are not in force yet: tranches, rights and parties; beside the version before, what changes.
export const TermsTable = ({ terms, before }: { terms: Terms; before?: Before | null }) => {
  const translate = useTranslate();
  const { date, exact, of } = useFormats();
  const kinds = useRightKinds();
  const all = compare(terms.tranches, before?.tranches);
  const pools = [...new Set(all.flatMap(({ tranche }) => tranche.pool_id ?? []))];
  const { data: named = [] } = useGetMany('fund_pools', { ids: pools }, { enabled: pools.length > 0 });
  const { data: organisations = [] } = useGetMany('organisations', { ids: terms.parties.map((party) => party.organisation_id) }, { enabled: terms.parties.length > 0 });
  const organisation = (id: string) => organisations.find((one) => one?.id === id)?.name ?? '…';
  const pool = (id: string | null) => {
    const found = named.find((one) => one?.id === id);
    return found ? of(found, 'name') : '';
  };
  const right = ({ kind, field, term_months, response_days, note }: Terms['rights'][number]) =>
    [of(kinds.get(kind), 'name') || kind, field, term_months && translate('money.months', { smart_count: term_months }), response_days && translate('money.response', { smart_count: response_days }), note].filter(Boolean).join(' · ');
  const [rights, rightsBefore] = [terms.rights.map(right), before?.rights.map(right)];
  const role = (party: Terms['parties'][number]) => `${organisation(party.organisation_id)} (${party.role})`;
  return (
    <>
      <Wide label={translate('money.tranches')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('money.tranche')}</TableCell>
              <TableCell>{translate('money.due_on')}</TableCell>
              <TableCell>{translate('money.what')}</TableCell>
              <TableCell align="right">{translate('money.amount')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {all.map(({ tranche, was, change }) => (
              <TableRow key={tranche.position} sx={change === 'removed' ? { textDecoration: 'line-through' } : undefined}>
                <TableCell sx={{ verticalAlign: 'top', whiteSpace: 'nowrap' }}>
                  {tranche.position}
                  {change && <Typography component="span" variant="caption" color="text.secondary" sx={{ display: 'inline-block', ml: 1 }}>{translate(`money.change.${change}`)}</Typography>}
                </TableCell>
                <TableCell sx={{ verticalAlign: 'top' }}><Was was={change === 'changed' ? date(was?.due_on) : undefined} now={date(tranche.due_on)} /></TableCell>
                <TableCell sx={{ verticalAlign: 'top' }}>{[translate(tranche.in_kind ? 'money.in_kind' : 'money.in_cash'), pool(tranche.pool_id), tranche.condition].filter(Boolean).join(' · ')}</TableCell>
                <TableCell align="right" sx={{ verticalAlign: 'top', whiteSpace: 'nowrap' }}><Was was={change === 'changed' ? exact(was?.amount_cents) : undefined} now={exact(tranche.amount_cents)} /></TableCell>
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow sx={{ '& td': { color: 'text.primary', borderBottom: 0 } }}>
              <TableCell colSpan={3}>{translate('money.together')}</TableCell>
              <TableCell align="right">
                {before && before.amount_cents !== terms.amount_cents ? <Was was={exact(before.amount_cents)} now={exact(terms.amount_cents)} /> : <Amount strong cents={terms.amount_cents} />}
              </TableCell>
            </TableRow>
          </TableFooter>
        </Table>
      </Wide>
      <Lines title={translate('money.rights')} now={rights} before={rightsBefore} nothing={translate('money.no_rights')} />
      {(terms.parties.length > 0 || (before?.parties.length ?? 0) > 0) && (
        <Lines title={translate('money.parties')} now={terms.parties.map(role)} before={before?.parties.map(role)} nothing={translate('money.no_parties')} />
      )}
    </>
  );
};

const Lines = ({ title, now, before, nothing }: { title: string; now: string[]; before?: string[]; nothing: string }) => {
  const translate = useTranslate();
  const gone = before?.filter((line) => !now.includes(line)) ?? [];
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="h3" gutterBottom>{title}</Typography>
      {now.length + gone.length === 0 && <Typography variant="body2" color="text.secondary">{nothing}</Typography>}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {now.map((line) => (
          <Typography key={line} component="li" variant="body2">
            {line}{before && !before.includes(line) && <Typography component="span" variant="caption" color="text.secondary"> {translate('money.change.added')}</Typography>}
          </Typography>
        ))}
        {gone.map((line) => <Typography key={line} component="li" variant="body2"><del>{line}</del> <Typography component="span" variant="caption" color="text.secondary">{translate('money.change.removed')}</Typography></Typography>)}
      </Box>
    </Box>
  );
};
