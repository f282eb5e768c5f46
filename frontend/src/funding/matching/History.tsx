import { Link, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Bars } from '../../ui/Bars';
import { PictureOrTable } from '../../ui/Views';
import { Amount, Hash, useRuleName, Wide } from '../parts';
import { useQuarter, useVerdict } from './parts';
import type { SnapshotRow } from './types';

// The quarters as they were frozen, of one rule or of all. Oldest left in the picture, newest first in the table.
export const History = ({ ruleKey }: { ruleKey?: string }) => {
  const translate = useTranslate();
  const ruleName = useRuleName();
  const { data, isPending } = useGetList<SnapshotRow>('matching_snapshots', {
    filter: ruleKey ? { key: ruleKey } : {}, sort: { field: 'quarter_until', order: 'DESC' }, pagination: { page: 1, perPage: 100 },
  });
  if (isPending) return <Skeleton height={120} />;
  if (!data?.length) return <Typography variant="body2" color="text.secondary">{translate('matching.nothing_frozen')}</Typography>;
  // One rule in a group; those in which most was frozen last come first, those without a figure are only named.
  const rules = [...new Set(data.map(({ key }) => key))].map((key) => data.filter((row) => row.key === key)).sort((one, other) => byUse(one[0]!, other[0]!));
  const used = rules.filter((rows) => rows.some(hasFigures));
  const empty = rules.filter((rows) => !rows.some(hasFigures));
  return (
    <>
      {used.map((rows) => <OfKey key={rows[0]!.key} name={ruleName(rows[0]!.key)} titled={rules.length > 1} rows={rows} />)}
      {empty.length > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: used.length > 0 ? 2 : 0 }}>
          {translate('matching.without_figures', { smart_count: empty.length, keys: empty.map((rows) => ruleName(rows[0]!.key)).join(', ') })}
        </Typography>
      )}
    </>
  );
};

// A frozen quarter with an amount in it.
export const hasFigures = (row: SnapshotRow) => row.base_cents !== 0 || row.entitlement_cents !== 0 || row.public_received_cents !== 0;
export const byUse = (one: SnapshotRow, other: SnapshotRow) =>
  other.quarter_until.localeCompare(one.quarter_until) || other.entitlement_cents + other.public_received_cents - one.entitlement_cents - one.public_received_cents;

const OfKey = ({ name, titled, rows }: { name: string; titled: boolean; rows: SnapshotRow[] }) => {
  const translate = useTranslate();
  const quarter = useQuarter();
  const verdict = useVerdict();
  const title = translate('matching.history_of', { key: name });
  return (
    <>
      {titled && <Typography variant="h3" sx={{ mt: 1.5, mb: 1 }}>{name}</Typography>}
      <PictureOrTable
        picture={
          <Bars
            title={title} series={[translate('matching.entitlement'), translate('matching.public_received')]}
            groups={[...rows].reverse().map((row) => ({ label: quarter(row.quarter_until), cents: [row.entitlement_cents, row.public_received_cents] }))}
          />
        }
        table={
          <Wide label={title}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{translate('matching.frozen_quarter')}</TableCell>
                  <TableCell>{translate('matching.per_basis')}</TableCell>
                  <TableCell align="right">{translate('matching.base')}</TableCell>
                  <TableCell align="right">{translate('matching.entitlement')}</TableCell>
                  <TableCell align="right">{translate('matching.public_received')}</TableCell>
                  <TableCell>{translate('matching.gap')}</TableCell>
                  <TableCell>SHA-256</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.id} hover>
                    <TableCell><Link component={RouterLink} to={`/matching_snapshots/${row.id}/show`}>{quarter(row.quarter_until)}</Link></TableCell>
                    <TableCell>{translate(`matching.basis.${row.basis}`)}</TableCell>
                    <TableCell align="right"><Amount cents={row.base_cents} /></TableCell>
                    <TableCell align="right"><Amount cents={row.entitlement_cents} /></TableCell>
                    <TableCell align="right"><Amount cents={row.public_received_cents} /></TableCell>
                    <TableCell sx={{ minWidth: '11rem' }}>{verdict(row.gap_cents)}</TableCell>
                    <TableCell><Hash of={row.sha256} /></TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Wide>
        }
      />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>{translate('matching.frozen_help')}</Typography>
    </>
  );
};
