import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { useState } from 'react';
import { DateInput, EditButton, maxLength, required, TextInput, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { MoneyInput } from '../../ui/MoneyInput';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Amount, Figures, OrganisationLink, PostedOn, Wide } from '../parts';
import type { Allocation } from '../types';
import { stateOf } from './AllocationsOf';

const AllocationShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => translate('money.allocation_to', { purpose: of(record.purpose, 'name') })}
      above={(record) => <><Link component={RouterLink} to="/allocations">{translate('money.menu.allocations')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={stateOf(record)} />}
      below={(record) => <MovesBar resource="allocations" quiet={record.state === 'booked'} />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const YES = [required()];
const WHAT = [required(), maxLength(500)];
const notBefore = (day: string | null | undefined) => (value: string | null) => (day && value && value < day ? 'money.cost_before_booking' : undefined);

// A cost that this money bears: what was allocated is spent.
const Cost = ({ allocation, onClose }: { allocation: Allocation; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { exact } = useFormats();
  return (
    <DialogForm
      title={translate('money.attribute_cost')} submit="money.attribute" onClose={onClose} defaults={{ cents: null, day: today(), description: '', reference: null }}
      onSubmit={async (values) => {
        await request('POST', `/allocations/${allocation.id}/costs`, { body: { ...values, reference: values.reference || null } });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate('money.rest_is', { amount: exact(allocation.rest_cents) })}</Typography>
      <MoneyInput source="cents" label="money.amount" validate={YES} />
      <DateInput source="day" label="money.cost_day" validate={[required(), notBefore(allocation.booked_on)]} />
      <TextInput source="description" label="money.cost_what" validate={WHAT} />
      <TextInput source="reference" label="money.cost_reference" validate={maxLength(120)} helperText="money.cost_reference_help" />
    </DialogForm>
  );
};

// What was spent is accounted for to the funder, by a report with a name.
const Report = ({ allocation, onClose }: { allocation: Allocation; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { exact } = useFormats();
  const left = allocation.spent_cents - allocation.reported_cents;
  return (
    <DialogForm
      title={translate('money.report_costs')} submit="money.report" onClose={onClose} defaults={{ cents: left, day: today(), description: '' }}
      onSubmit={async (values) => {
        await request('POST', `/allocations/${allocation.id}/reports`, { body: values });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate('money.to_report_is', { amount: exact(left) })}</Typography>
      <MoneyInput source="cents" label="money.amount" validate={YES} />
      <DateInput source="day" label="money.report_day" validate={YES} />
      <TextInput source="description" label="money.report_name" validate={WHAT} helperText="money.report_name_help" />
    </DialogForm>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Allocation>();
  const [open, setOpen] = useState<'cost' | 'report' | null>(null);
  if (!record) return null;
  const close = () => setOpen(null);
  return (
    <>
      {record.state === 'booked' && may('ledger.post', 'allocation.write') && <Button variant="contained" onClick={() => setOpen('cost')}>{translate('money.attribute_cost')}</Button>}
      {record.spent_cents > record.reported_cents && !record.lot?.public && may('ledger.post', 'allocation.write') && <Button variant="outlined" onClick={() => setOpen('report')}>{translate('money.report_costs')}</Button>}
      {record.state !== 'released' && may('allocation.write') && <EditButton variant="outlined" />}
      {open === 'cost' && <Cost allocation={record} onClose={close} />}
      {open === 'report' && <Report allocation={record} onClose={close} />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const { date, of, short } = useFormats();
  const record = useRecordContext<Allocation>();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Figures
          figures={[
            { label: translate(record.booked_on ? 'money.allocated' : 'state.planned'), cents: record.amount_cents },
            ...(record.booked_on ? [
              { label: translate('money.position.spent'), cents: record.spent_cents },
              ...(record.reported_cents ? [{ label: translate('money.of_which_reported'), cents: record.reported_cents }] : []),
              { label: translate('money.rest'), cents: record.rest_cents },
            ] : []),
          ]}
        />
        <Panel title={translate('money.entries')} id="entries">
          {record.entries.length === 0 && <Typography variant="body2" color="text.secondary">{translate('money.nothing_posted')}</Typography>}
          {record.entries.length > 0 && (
            <Wide label={translate('money.entries')}>
              <Table size="small">
                <TableHead>
                  <TableRow>
                    <TableCell>{translate('money.entry')}</TableCell>
                    <TableCell>{translate('money.posted_on')}</TableCell>
                    <TableCell>{translate('money.what')}</TableCell>
                    <TableCell>{translate('money.booked_by')}</TableCell>
                    <TableCell align="right">{translate('money.amount')}</TableCell>
                  </TableRow>
                </TableHead>
                <TableBody>
                  {record.entries.map((entry) => (
                    <TableRow key={entry.id} hover>
                      <TableCell><Link component={RouterLink} to={`/ledger_entries/${entry.id}/show`}>{entry.number}</Link></TableCell>
                      <TableCell><PostedOn of={entry} /></TableCell>
                      <TableCell>{translate(`money.event.${entry.event}`)} · {entry.description} {entry.undone && <StateLabel state={entry.undone} />}</TableCell>
                      <TableCell>{entry.by ?? translate('ui.somebody')}<Typography variant="body2" color="text.secondary">{short(entry.at)}</Typography></TableCell>
                      <TableCell align="right"><Amount cents={entry.cents} /></TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </Wide>
          )}
        </Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('money.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('money.purpose')}>{record.purpose && <Link component={RouterLink} to={`/purposes/${record.purpose_id}/show`}>{of(record.purpose, 'name')}</Link>}</Fact>
            <Fact label={translate('money.lot')}>{record.lot && <Link component={RouterLink} to={`/lots/${record.lot_id}/show`}>{record.lot.number}</Link>}</Fact>
            <Fact label={translate('money.funder')}>{record.lot && <OrganisationLink of={{ id: record.lot.funder_id, name: record.lot.funder ?? '' }} />}</Fact>
            <Fact label={translate('money.term')}>{translate('money.period', { from: date(record.from_day), until: date(record.until_day) })}</Fact>
            {record.booked_on && <Fact label={translate('resources.allocations.fields.booked_on')}>{date(record.booked_on)}</Fact>}
            {record.note && <Fact label={translate('money.note')}>{record.note}</Fact>}
          </Box>
        </Panel>
        <Box sx={{ p: 2 }}><Timeline resource="allocations" /></Box>
      </Grid>
    </Grid>
  );
};

export default AllocationShow;
