import { Link, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import { Amount, Wide } from '../parts';

// A plan that was never booked took no money and gave none back: its state says so.
export const stateOf = (allocation: Record<string, unknown>) => (allocation.state === 'released' && !allocation.booked_on ? 'plan_cancelled' : String(allocation.state));

// The allocations of one lot or of all lots of an agreement, or those to one purpose.
export const AllocationsOf = ({ filter, of: side }: { filter: Record<string, unknown>; of: 'agreement' | 'lot' | 'purpose' }) => {
  const translate = useTranslate();
  const { date, of } = useFormats();
  const { data } = useGetList('allocations', { filter, pagination: { page: 1, perPage: 100 }, sort: { field: 'from_day', order: 'DESC' } });
  if (!data) return <Skeleton height={60} />;
  if (data.length === 0) return <Typography variant="body2" color="text.secondary">{translate(`money.no_allocations_of.${side}`)}</Typography>;
  return (
    <Wide label={translate('money.menu.allocations')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('resources.allocations.fields.reference')}</TableCell>
            <TableCell>{translate(side === 'purpose' ? 'money.lot' : 'money.purpose')}</TableCell>
            <TableCell>{translate('resources.allocations.fields.state')}</TableCell>
            <TableCell>{translate('money.term')}</TableCell>
            <TableCell align="right">{translate('money.amount')}</TableCell>
            <TableCell align="right">{translate('money.position.spent')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((allocation) => (
            <TableRow key={allocation.id} hover>
              <TableCell sx={{ whiteSpace: 'nowrap' }}><Link component={RouterLink} to={`/allocations/${allocation.id}/show`}>{allocation.reference}</Link></TableCell>
              <TableCell>
                {side !== 'purpose' ? (
                  <Link component={RouterLink} to={`/purposes/${allocation.purpose_id}/show`}>{of({ purpose_nl: allocation.purpose_nl, purpose_en: allocation.purpose_en }, 'purpose')}</Link>
                ) : (
                  <><Link component={RouterLink} to={`/lots/${allocation.lot_id}/show`}>{allocation.lot}</Link> · {allocation.funder}</>
                )}
              </TableCell>
              <TableCell><StateLabel state={stateOf(allocation)} /></TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(allocation.from_day)} – {date(allocation.until_day)}</TableCell>
              <TableCell align="right"><Amount cents={allocation.amount_cents} /></TableCell>
              <TableCell align="right"><Amount cents={allocation.spent_cents} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};
