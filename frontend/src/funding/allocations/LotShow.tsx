import { Alert, Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { useQuery } from '@tanstack/react-query';
import { useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { AccountLines } from '../ledger/AccountLines';
import { Amount, Figures, OrganisationLink, partName, Wide } from '../parts';
import type { LotPage, PositionCents } from '../types';
import { AllocationsOf } from './AllocationsOf';

const LotShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => translate('money.lot_of', { number: record.number, funder: record.funder })}
      above={(record) => (
        <>
          <Link component={RouterLink} to="/lots">{translate('money.menu.lots')}</Link> /{' '}
          <Link component={RouterLink} to={record.agreement_id ? `/agreements/${record.agreement_id}/show` : `/decisions/${record.decision_id}/show`}>{record.source}</Link>
          {record.agreement_id && ` / ${translate('money.tranche_number', { number: record.position })}`}
        </>
      )}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<LotPage>();
  if (!record || record.in_kind || record.determined) return null;
  const lost = may('position.read') && <Button component={RouterLink} to={`/positions/what-if?lot=${record.id}`}>{translate('money.if_it_falls_away')}</Button>;
  if (!may('allocation.write')) return lost;
  return <>{lost}<Button variant="contained" component={RouterLink} to={`/allocations/create?lot=${record.id}`}>{translate('money.plan')}</Button></>;
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, of } = useFormats();
  const record = useRecordContext<LotPage>();
  if (!record) return null;
  const { now } = record;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Figures
          figures={[
            { label: translate(record.decision_id ? 'money.granted' : 'money.promised'), cents: record.in_kind ? record.amount_cents : now.committed_cents },
            { label: translate('money.position.received'), cents: now.received_cents },
            { label: translate('money.position.received_free'), cents: now.received_free_cents },
            ...(record.decision_id && now.reported_cents + now.repayable_cents + now.returned_cents > 0 ? [
              { label: translate('money.position.determined'), cents: now.reported_cents },
              { label: translate('money.position.repayable'), cents: now.repayable_cents },
            ] : [
              { label: translate('money.allocated'), cents: now.allocated_cents + now.spent_cents + now.reported_cents },
              { label: translate('money.of_which_spent'), cents: now.spent_cents + now.reported_cents },
            ]),
          ]}
        />
        {record.in_kind && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('money.lot_in_kind')}</Alert>}
        {!record.in_kind && <Panel title={translate('money.menu.allocations')} id="allocations"><AllocationsOf filter={{ lot_id: record.id }} of="lot" /></Panel>}
        {!record.in_kind && <Panel title={translate('money.lot_history')} id="history"><History /></Panel>}
        {!record.in_kind && may('funding.read') && <Panel title={translate('money.accounts')} id="accounts"><AccountLines accounts={record.accounts} /></Panel>}
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('money.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('money.funder')}><OrganisationLink of={{ id: record.funder_id, name: record.funder }} /></Fact>
            <Fact label={translate(record.decision_id ? 'resources.allocations.fields.from_day' : 'money.due_on')}>{date(record.due_on)}</Fact>
            <Fact label={translate('money.what')}>{translate(record.in_kind ? 'money.in_kind' : 'money.in_cash')}</Fact>
            <Fact label={translate('money.pool')}>{record.pool ? <Link component={RouterLink} to={`/fund_pools/${record.pool.id}/show`}>{of(record.pool, 'name')}</Link> : translate('money.no_pool')}</Fact>
            {record.condition && <Fact label={translate('money.condition')}>{record.condition_met_on ? translate('money.condition_met', { condition: record.condition, day: date(record.condition_met_on) }) : record.condition}</Fact>}
          </Box>
        </Panel>
      </Grid>
    </Grid>
  );
};

const DAYS = ['uninvoiced', 'invoiced_open', 'received_free', 'allocated', 'spent', 'reported', 'repayable', 'returned', 'written_off'] as const;
const SELDOM = ['invoiced_open', 'repayable', 'returned', 'written_off'];

// The same money at the end of each day on which something happened to it: every line adds up to what was promised. What
// is nothing on all days has a column only where one looks for it.
const History = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const record = useRecordContext<LotPage>();
  const { data } = useQuery({
    queryKey: ['lots', 'positions', record?.id],
    queryFn: () => request<{ data: { on: string; position: PositionCents }[] }>('GET', `/lots/${record!.id}/positions`).then(({ json }) => json.data),
    enabled: Boolean(record),
  });
  if (!data) return null;
  if (data.length === 0) return <Typography variant="body2" color="text.secondary">{translate('money.nothing_posted')}</Typography>;
  const publicly = Boolean(record?.decision_id);
  const parts = DAYS.filter((part) => data.some(({ position }) => position[`${part}_cents`]) || !SELDOM.includes(part) || (part === 'invoiced_open' && !publicly));
  return (
    <Wide label={translate('money.lot_history')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('money.at_the_end_of')}</TableCell>
            {parts.map((part) => <TableCell key={part} align="right">{translate(partName(part, publicly))}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {[...data].reverse().map(({ on, position }) => (
            <TableRow key={on}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(on)}</TableCell>
              {parts.map((part) => <TableCell key={part} align="right"><Amount cents={position[`${part}_cents`]} /></TableCell>)}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

export default LotShow;
