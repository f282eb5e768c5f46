import { Box, Link, Table, TableBody, TableCell, TableFooter, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import { Amount, Wide } from '../parts';
import type { Lot, Position } from '../types';

// What became of each tranche. The columns add up: promised = to invoice + invoiced + received, and so on.
const COLUMNS: { name: string; of: (position: Position) => number }[] = [
  { name: 'invoiced_open', of: (p) => p.invoiced_open },
  { name: 'received', of: (p) => p.received },
  { name: 'allocated', of: (p) => p.allocated },
  { name: 'spent', of: (p) => p.spent + p.reported },
];

export const Lots = ({ lots }: { lots: Lot[] }) => {
  const translate = useTranslate();
  const { date, of } = useFormats();
  return (
    <Wide label={translate('money.tranches')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('money.tranche')}</TableCell>
            <TableCell>{translate('money.due_on')}</TableCell>
            <TableCell align="right">{translate('money.promised')}</TableCell>
            {COLUMNS.map(({ name }) => <TableCell key={name} align="right">{translate(`money.position.${name}`)}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {lots.map((lot) => (
            <TableRow key={lot.id} hover>
              <TableCell sx={{ verticalAlign: 'top' }}>
                <Link component={RouterLink} to={`/lots/${lot.id}/show`} aria-label={translate('money.tranche_number', { number: lot.tranche })}>{lot.tranche}</Link>
              </TableCell>
              <TableCell sx={{ verticalAlign: 'top', minWidth: '7rem' }}>
                <Box component="span" sx={{ whiteSpace: 'nowrap', mr: 1 }}>{date(lot.due_on)}</Box>
                {lot.late && <StateLabel state="late" />}
                {lot.in_kind && <Typography variant="body2" color="text.secondary">{translate('money.in_kind')}</Typography>}
                {lot.pool && <Typography variant="body2" color="text.secondary">{of(lot.pool, 'name')}</Typography>}
                {lot.condition && (
                  <Typography variant="body2" color="text.secondary">
                    {lot.condition_met_on ? translate('money.condition_met', { condition: lot.condition, day: date(lot.condition_met_on) }) : lot.condition}
                  </Typography>
                )}
              </TableCell>
              <TableCell align="right" sx={{ verticalAlign: 'top' }}><Amount cents={lot.amount_cents} /></TableCell>
              {COLUMNS.map((column) => <TableCell key={column.name} align="right" sx={{ verticalAlign: 'top' }}><Amount cents={column.of(lot.position)} /></TableCell>)}
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow sx={{ '& td': { color: 'text.primary', borderBottom: 0 } }}>
            <TableCell colSpan={2}>{translate('money.together')}</TableCell>
            <TableCell align="right"><Amount strong cents={lots.reduce((total, lot) => total + lot.amount_cents, 0)} /></TableCell>
            {COLUMNS.map((column) => (
              <TableCell key={column.name} align="right"><Amount strong cents={lots.reduce((total, lot) => total + column.of(lot.position), 0)} /></TableCell>
            ))}
          </TableRow>
        </TableFooter>
      </Table>
    </Wide>
  );
};
