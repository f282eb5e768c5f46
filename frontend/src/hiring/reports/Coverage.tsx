import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import type { components } from '../../app/api-types';
import { request } from '../../app/http';
import { Wide } from '../../funding/parts';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import { useMonths } from '../positions/months';
import { Portion } from './Portion';
import type { Report } from './ReportPage';

const STATES = ['funded', 'approved', 'vacant', 'filled'] as const;
interface Asked {
  month: string;
  state?: (typeof STATES)[number]; // none: all that have no money for the month
}

// Months that are alike stand as one line; every number opens the positions it counts.
export const Coverage = ({ report }: { report: Report }) => {
  const translate = useTranslate();
  const { number, rough } = useFormats();
  const months = useMonths();
  const [asked, setAsked] = useState<Asked>();
  if (report.positions.length === 0) return <Typography variant="body2" color="text.secondary">{translate('hiring_report.no_positions')}</Typography>;
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1, maxWidth: '60em' }}>{translate('hiring_report.positions_help')}</Typography>
      <Wide label={translate('hiring_report.positions')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('hiring_report.month')}</TableCell>
              {STATES.map((state) => <TableCell key={state} align="right">{translate(`state.${state}`)}</TableCell>)}
              <TableCell sx={{ minWidth: 150, width: '28%' }}>{translate('hiring_report.covered_part')}</TableCell>
              {['cost', 'covered', 'missing'].map((name) => <TableCell key={name} align="right">{translate(`hiring_report.${name}`)}</TableCell>)}
            </TableRow>
          </TableHead>
          <TableBody>
            {alike(report.positions).map(({ last, ...line }) => (
              <TableRow key={line.month}>
                <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>{months.span(line.month, last)}</TableCell>
                {STATES.map((state) => (
                  <TableCell key={state} align="right">
                    {line[state] ? <Opens label={translate('hiring_report.opens', { count: number(line[state]), state: translate(`state.${state}`), month: months.name(line.month) })} text={number(line[state])} onOpen={() => setAsked({ month: line.month, state })} /> : '–'}
                  </TableCell>
                ))}
                <TableCell>{line.cost_cents > 0 && <Portion percent={Math.floor((100 * line.covered_cents) / line.cost_cents)} />}</TableCell>
                <TableCell align="right">{rough(line.cost_cents)}</TableCell>
                <TableCell align="right">{rough(line.covered_cents)}</TableCell>
                <TableCell align="right">
                  {line.missing_cents ? <Opens label={translate('hiring_report.opens_missing', { amount: rough(line.missing_cents), month: months.name(line.month) })} text={rough(line.missing_cents)} onOpen={() => setAsked({ month: line.month })} /> : '–'}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Wide>
      {asked && <Positions asked={asked} vacancy={report.vacancy?.id} onClose={() => setAsked(undefined)} />}
    </>
  );
};

const Opens = ({ label, text, onOpen }: { label: string; text: string; onOpen: () => void }) => (
  <Link component="button" type="button" aria-label={label} aria-haspopup="dialog" onClick={onOpen} sx={{ font: 'inherit', minWidth: 24, minHeight: 24, textAlign: 'right' }}>{text}</Link>
);

type Month = Report['positions'][number];
const alike = (all: Month[]) => {
  const found: (Month & { last: string })[] = [];
  for (const one of all) {
    const before = found.at(-1);
    if (before && [...STATES, 'cost_cents' as const, 'missing_cents' as const].every((name) => before[name] === one[name])) before.last = one.month;
    else found.push({ ...one, last: one.month });
  }
  return found;
};

const Positions = ({ asked, vacancy, onClose }: { asked: Asked; vacancy?: string; onClose: () => void }) => {
  const translate = useTranslate();
  const { rough, say } = useFormats();
  const months = useMonths();
  const { data, error, refetch } = useQuery({
    queryKey: ['hiring-report', 'positions', asked.month, vacancy],
    queryFn: () => request<components['schemas']['PositionsOfMonth']>('GET', `/hiring-report/positions?${new URLSearchParams({ month: asked.month, ...(vacancy && { vacancy_id: vacancy }) })}`).then(({ json }) => json.data),
  });
  const shown = data?.filter((one) => (asked.state ? one.state === asked.state : one.missing_cents > 0)) ?? [];
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="positions-of">
      <DialogTitle id="positions-of">{translate(asked.state ? 'hiring_report.positions_of' : 'hiring_report.missing_of', { state: asked.state ? translate(`state.${asked.state}`) : '', month: months.name(asked.month) })}</DialogTitle>
      <DialogContent>
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, minHeight: 80 }}>
          {shown.map((one) => (
            <Box component="li" key={one.id} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
              <Link component={RouterLink} to={`/positions/${one.id}/show`}>{say(one.title)}</Link> <StateLabel state={one.state} />
              <Typography variant="body2" color="text.secondary">
                {one.reference} · {translate('hiring_report.costs', { cost: rough(one.cost_cents), covered: rough(one.covered_cents) })}
                {one.missing_cents > 0 && <Box component="span" sx={{ color: 'error.main' }}> · {translate('hiring_report.lacks', { missing: rough(one.missing_cents) })}</Box>}
              </Typography>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
};
