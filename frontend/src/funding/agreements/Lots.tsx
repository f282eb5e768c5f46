import { Box, Button, Link, Table, TableBody, TableCell, TableFooter, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { DateInput, required, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { today, useFormats } from '../../ui/format';
import { DialogForm } from '../../ui/FormFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Amount, Wide } from '../parts';
import type { Lot, Position } from '../types';

// All that was allocated: what was spent of it is a part of it.
export const allocated = (position: Position) => position.allocated + position.spent + position.reported;

// What became of each tranche.
const COLUMNS: { name: string; of: (lot: Lot) => number }[] = [
  { name: 'invoiced_open', of: ({ position }) => position.invoiced_open },
  { name: 'received', of: ({ position, given_cents }) => position.received + (given_cents ?? 0) },
  { name: 'allocated', of: ({ position }) => allocated(position) },
  { name: 'of_which_spent', of: ({ position }) => position.spent + position.reported },
];
const named = (name: string) => (['allocated', 'of_which_spent'].includes(name) ? `money.${name}` : `money.position.${name}`);

const YES = [required()];

// A tranche that waits for something is asked for once somebody says on which day it was met.
const ConditionMet = ({ agreement, lot, onClose }: { agreement: string; lot: Lot; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('money.condition_of', { number: lot.tranche })} submit="ui.confirm" onClose={onClose} defaults={{ met_on: today() }}
      onSubmit={async (values) => {
        await request('PUT', `/agreements/${agreement}/conditions`, { body: { tranche: lot.tranche, met_on: values.met_on } });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2">{lot.condition}</Typography>
      <DateInput source="met_on" label="money.met_on" validate={YES} />
    </DialogForm>
  );
};

export const Lots = ({ lots, agreement }: { lots: Lot[]; agreement: string }) => {
  const translate = useTranslate();
  const may = useMay();
  const [asking, setAsking] = useState<Lot | null>(null);
  const { date, of } = useFormats();
  return (
    <>
      <Wide label={translate('money.tranches')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('money.tranche')}</TableCell>
              <TableCell>{translate('money.due_on')}</TableCell>
              <TableCell align="right">{translate('money.promised')}</TableCell>
              {COLUMNS.map(({ name }) => <TableCell key={name} align="right">{translate(named(name))}</TableCell>)}
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
                  {lot.condition && !lot.condition_met_on && may('agreement.write') && (
                    <Button size="small" onClick={() => setAsking(lot)} sx={{ p: 0, minWidth: 0, textAlign: 'left', justifyContent: 'flex-start' }}>{translate('money.say_met')}</Button>
                  )}
                </TableCell>
                <TableCell align="right" sx={{ verticalAlign: 'top' }}><Amount cents={lot.amount_cents} /></TableCell>
                {COLUMNS.map((column) => (
                  <TableCell key={column.name} align="right" sx={{ verticalAlign: 'top' }}>
                    <Amount cents={column.of(lot)} />
                    {column.name === 'received' && lot.given_cents ? <Typography variant="body2" color="text.secondary">{translate('money.accepted_in_kind')}</Typography> : null}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow sx={{ '& td': { color: 'text.primary', borderBottom: 0 } }}>
              <TableCell colSpan={2}>{translate('money.together')}</TableCell>
              <TableCell align="right"><Amount strong cents={lots.reduce((total, lot) => total + lot.amount_cents, 0)} /></TableCell>
              {COLUMNS.map((column) => (
                <TableCell key={column.name} align="right"><Amount strong cents={lots.reduce((total, lot) => total + column.of(lot), 0)} /></TableCell>
              ))}
            </TableRow>
          </TableFooter>
        </Table>
      </Wide>
      {asking && <ConditionMet agreement={agreement} lot={asking} onClose={() => setAsking(null)} />}
    </>
  );
};
