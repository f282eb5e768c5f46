import { Alert, Box, Button, Grid, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { EditButton, maxLength, required, TextInput, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Coverage } from './Coverage';
import { FillDialog } from './FillDialog';
import { LinesDialog } from './LinesDialog';
import { useMonths } from './months';
import type { Position } from './types';

const PositionShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => of(record, 'title')}
      above={(record) => <><Link component={RouterLink} to="/positions">{translate('hiring.menu.positions')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="positions" />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Position>();
  const [filling, setFilling] = useState(false);
  if (!record) return null;
  const open = record.vacancies.some(({ state }) => !['decided', 'archived'].includes(state));
  return (
    <>
      {record.state === 'draft' && may('position.write') && <EditButton variant="outlined" />}
      {['approved', 'vacant'].includes(record.state) && !open && may('vacancy.write') && <Button variant="outlined" component={RouterLink} to={`/vacancies/create?position=${record.id}`}>{translate('positions.write_vacancy')}</Button>}
      {record.state === 'vacant' && may('position.fill') && <Button variant="outlined" onClick={() => setFilling(true)}>{translate('positions.fill')}</Button>}
      {filling && <FillDialog position={record} onClose={() => setFilling(false)} />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const record = useRecordContext<Position>();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Panel title={translate('positions.coverage')} id="coverage"><Coverage position={record} /><Accept position={record} /></Panel>
        <Panel title={translate('positions.lines')} id="lines"><Lines position={record} /></Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('positions.facts')} id="facts"><Facts position={record} /></Panel>
        {record.vacancies.length > 0 && <Panel title={translate('positions.vacancies')} id="vacancies"><Vacancies position={record} /></Panel>}
        <Box sx={{ p: 2 }}><Timeline resource="positions" /></Box>
      </Grid>
    </Grid>
  );
};

// What a director takes on by name: the months as they are missing now.
const Accept = ({ position }: { position: Position }) => {
  const translate = useTranslate();
  const may = useMay();
  const refresh = useRefresh();
  const { exact, short } = useFormats();
  const [open, setOpen] = useState(false);
  const accept = async ({ reason }: { reason?: string }) => {
    await request('POST', `/positions/${position.id}/gap`, { body: { reason } });
    setOpen(false);
    refresh();
  };
  return (
    <>
      {position.gaps.map((gap) => (
        <Typography key={gap.at} variant="body2" sx={{ mt: 1 }}>
          {translate('positions.accepted_by', { who: gap.who ?? translate('ui.somebody'), at: short(gap.at), amount: exact(gap.missing_cents), smart_count: gap.months })} “{gap.reason}”
        </Typography>
      ))}
      {!position.covered && may('position.accept_gap') && position.state !== 'cancelled' && <Button variant="outlined" sx={{ mt: 1.5 }} onClick={() => setOpen(true)}>{translate('positions.accept_gap')}</Button>}
      {open && (
        <DialogForm title={translate('positions.accept_gap')} onClose={() => setOpen(false)} onSubmit={accept} submit="positions.accept">
          <Typography variant="body2">{translate('positions.accept_help', { amount: exact(position.missing_cents) })}</Typography>
          <TextInput source="reason" label="ui.reason" multiline minRows={3} validate={[required(), maxLength(2000)]} fullWidth />
        </DialogForm>
      )}
    </>
  );
};

const Lines = ({ position }: { position: Position }) => {
  const translate = useTranslate();
  const may = useMay();
  const { exact, number } = useFormats();
  const months = useMonths();
  const [editing, setEditing] = useState(false);
  const write = may('position.fund') && position.state !== 'cancelled';
  return (
    <>
      {position.lines.length === 0 ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>{translate(write ? 'positions.no_lines_write' : 'positions.no_lines')}</Typography>
      ) : (
        <Box sx={{ overflowX: 'auto', mb: 1.5 }} tabIndex={0} role="group" aria-label={translate('positions.lines')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {['positions.lot', 'positions.months'].map((head) => <TableCell key={head}>{translate(head)}</TableCell>)}
                {['positions.part', 'positions.cost'].map((head) => <TableCell key={head} align="right">{translate(head)}</TableCell>)}
                <TableCell>{translate('positions.allocation')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {position.lines.map((line, place) => (
                <TableRow key={line.id} sx={{ '& td': { verticalAlign: 'top' }, opacity: line.pays ? undefined : 0.7 }}>
                  <TableCell>
                    {line.lot ? <><Link component={RouterLink} to={`/lots/${line.lot_id}/show`}>{line.lot}</Link><br />{line.funder}</> : translate('positions.source', { number: place + 1 })}
                  </TableCell>
                  <TableCell>{months.span(line.from_month, line.until_month)}</TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>{number(line.part_bp / 100)} %</TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>{exact(line.cents)}</TableCell>
                  <TableCell>
                    {line.allocation ? (
                      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                        <Link component={RouterLink} to={`/allocations/${line.allocation.id}/show`}>{line.allocation.reference}</Link><StateLabel state={line.allocation.state} />
                      </Box>
                    ) : translate(position.state === 'draft' ? 'positions.not_planned' : 'positions.planned')}
                    {!line.pays && <Typography variant="body2" color="error.main">{translate('positions.pays_no_more')}</Typography>}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {write && <Button size="small" variant="outlined" onClick={() => setEditing(true)}>{translate('positions.edit_lines')}</Button>}
        {may('funding.read') && position.lines.some(({ lot }) => lot) && <Button size="small" component={RouterLink} to={`/positions/what-if?lot=${position.lines.find(({ lot }) => lot)!.lot_id}`}>{translate('positions.what_if')}</Button>}
      </Box>
      {editing && <LinesDialog position={position} onClose={() => setEditing(false)} />}
    </>
  );
};

const Facts = ({ position }: { position: Position }) => {
  const translate = useTranslate();
  const { date, euro, exact, number, of } = useFormats();
  const months = useMonths();
  const may = useMay();
  const field = (name: string) => translate(`resources.positions.fields.${name}`);
  return (
    <>
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={translate('positions.term')}>{months.span(position.starts_on, position.until_month)} ({translate('hiring.months', { smart_count: position.months })})</Fact>
        <Fact label={field('fte_percent')}>{position.fte_percent} %</Fact>
        <Fact label={translate('positions.salary')}>{euro(position.salary_min_cents)} – {euro(position.salary_max_cents)} {position.salary_scale && `(${translate('hiring.scale', { scale: position.salary_scale })})`}</Fact>
        <Fact label={field('budget_salary_cents')}>{euro(position.budget_salary_cents)}</Fact>
        <Fact label={field('cost_key')}>{position.cost_rule && <><Link component={RouterLink} to={`/employer_cost_rules/${position.cost_rule.id}/show`}>{of(position.cost_rule, 'name')}</Link> (+{number(position.cost_rule.surcharge_bp / 100)} %)</>}</Fact>
        <Fact label={field('monthly_cost_cents')}>{exact(position.monthly_cost_cents)}</Fact>
        <Fact label={field('total_cents')}><strong>{exact(position.total_cents)}</strong></Fact>
        <Fact label={translate('positions.employers')}>
          {position.employers.length === 0 ? translate('positions.the_institute') : position.employers.map(({ organisation_id, name, part_bp }) => <div key={organisation_id}>{name} {position.employers.length > 1 && `${number(part_bp / 100)} %`}</div>)}
        </Fact>
        {position.filled_from && <Fact label={translate('positions.appointment')}>{date(position.filled_from)} – {date(position.filled_until)}</Fact>}
        {may('funding.read') && <Fact label={translate('positions.purpose')}><Link component={RouterLink} to={`/purposes/${position.purpose_id}/show`}>{position.reference}</Link></Fact>}
        <Fact label={translate('hiring.written_by')}>{position.created_by_name}</Fact>
      </Box>
      {position.note && <Alert severity="info" icon={false} variant="outlined" sx={{ mt: 1, whiteSpace: 'pre-line' }}>{position.note}</Alert>}
    </>
  );
};

const Vacancies = ({ position }: { position: Position }) => {
  const { of } = useFormats();
  return position.vacancies.map((vacancy) => (
    <Box key={vacancy.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', py: 0.5 }}>
      <Link component={RouterLink} variant="body2" to={`/vacancies/${vacancy.id}/show`}>{of(vacancy, 'title')}</Link>
      <Typography variant="body2" color="text.secondary">{vacancy.reference}</Typography><StateLabel state={vacancy.state} />
    </Box>
  ));
};

export default PositionShow;
