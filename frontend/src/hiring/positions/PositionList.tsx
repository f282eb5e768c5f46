import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, type RaRecord, SearchInput, SelectArrayInput, SelectInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { useMonths } from './months';
import { POSITION_STATES } from './types';

const PositionList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { locale, euro, of, rough } = useFormats();
  const months = useMonths();
  const write = may('position.write');
  const title = `title_${locale === 'nl' ? 'nl' : 'en'}`;
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('positions.search')} sx={{ minWidth: { sm: '18rem' } }} />,
      <SelectArrayInput key="state" source="state" alwaysOn choices={POSITION_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectInput key="cost" source="starts_on_from" label="resources.positions.fields.starts_on" translateChoice={false} choices={months.choices(`${new Date().getUTCFullYear() - 1}-01-01`, 48)} />,
    ],
    [translate, locale], // eslint-disable-line react-hooks/exhaustive-deps -- names of months follow from the language
  );
  const gap = (record: RaRecord) =>
    record.missing_months ? <Box component="span" sx={{ color: record.covered ? 'text.secondary' : 'error.main', whiteSpace: 'nowrap' }}>{translate('positions.gap_months', { smart_count: record.missing_months })}</Box> : '–';
  return (
    <ListFrame
      title={translate('hiring.menu.positions')} sort={{ field: 'starts_on', order: 'DESC' }} filters={filters} create={write} hidden={['salary_max_cents', 'fte_percent']}
      actions={
        <>
          {may('funding.read') && <Button size="small" component={Link} to="/positions/what-if">{translate('positions.what_if')}</Button>}
          <Button size="small" component={Link} to="/employer_cost_rules">{translate('positions.cost_rules')}</Button>
        </>
      }
      empty={<Empty text={translate(write ? 'positions.none_write' : 'positions.none')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{of(record, 'title')}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
            <StateLabel state={record.state} /><Typography variant="body2" color="text.secondary">{months.name(record.starts_on)} · {rough(record.total_cents)}</Typography>
            <Typography variant="body2">{record.missing_months ? gap(record) : null}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source={title} label="resources.positions.fields.title" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'title')}</Box>} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.Col source="starts_on" label="positions.term" render={(record) => months.span(record.starts_on, record.until_month)} />
      <DataTable.Col source="total_cents" disableSort align="right" render={(record) => rough(record.total_cents)} />
      <DataTable.Col source="missing_months" disableSort align="right" render={gap} />
      <DataTable.Col source="missing_cents" disableSort align="right" render={(record) => (record.missing_cents ? rough(record.missing_cents) : '–')} />
      <DataTable.Col source="salary_max_cents" disableSort align="right" render={(record) => `${euro(record.salary_min_cents)} – ${euro(record.salary_max_cents)}`} />
      <DataTable.Col source="fte_percent" align="right" render={(record) => `${record.fte_percent} %`} />
    </ListFrame>
  );
};

export default PositionList;
