import { Box, Link, Typography } from '@mui/material';
import { lazy, Suspense, useMemo } from 'react';
import { BooleanInput, DataTable, DateInput, SearchInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { today, useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { MyCalendar } from './MyCalendar';
import { DueOn, Tabs } from './parts';

const ChoiceFilter = lazy(() => import('./Filters').then((found) => ({ default: found.ChoiceFilter })));
const ThemeFilter = lazy(() => import('./Filters').then((found) => ({ default: found.ThemeFilter })));

const AHEAD = 90;
const later = (days: number) => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);

// All deadlines of the next 90 days, by day; also as a calendar to subscribe to.
const DeadlineList = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  const defaults = useMemo(() => ({ due_on_from: today(), due_on_until: later(AHEAD) }), []);
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('opportunities.search')} sx={{ minWidth: { sm: '16rem' } }} />,
      <DateInput key="from" source="due_on_from" label="opportunities.from" alwaysOn parse={(value: string) => value || null} />,
      <DateInput key="until" source="due_on_until" label="opportunities.until" alwaysOn parse={(value: string) => value || null} />,
      <BooleanInput key="watched" source="watched" label="opportunities.only_watched" alwaysOn parse={(on: boolean) => (on ? 'true' : null)} format={(value: unknown) => value === 'true'} />,
      <Suspense key="theme_ids"><ThemeFilter source="theme_ids" /></Suspense>,
      <Suspense key="funder"><ChoiceFilter source="funder" of="funders" /></Suspense>,
      <Suspense key="programme"><ChoiceFilter source="programme" of="programmes" /></Suspense>,
    ],
    [translate],
  );
  return (
    <>
      <ListFrame
        title={translate('opportunities.tab.deadlines')} above={<Tabs />} lead={translate('opportunities.deadlines_lead')} sort={{ field: 'due_on', order: 'ASC' }}
        filters={filters} defaults={defaults} rowClick={false} empty={<Empty text={translate('opportunities.no_deadlines')} />}
        narrow={(record) => (
          <>
            <DueOn day={record.due_on} at={record.due_at} label={record.label} />
            <Link component={RouterLink} to={`/opportunities/${record.opportunity_id}/show`} sx={{ fontWeight: 600 }}>{record.title}</Link>
            <Typography variant="body2" color="text.secondary">{record.funder}</Typography>
          </>
        )}
      >
        <DataTable.Col source="due_on" render={(record) => <DueOn day={record.due_on} at={record.due_at} label={record.label} />} />
        <DataTable.Col source="title" render={(record) => (
          <Box sx={{ minWidth: '16rem' }}>
            <Link component={RouterLink} to={`/opportunities/${record.opportunity_id}/show`} sx={{ fontWeight: 600 }}>{record.title}</Link>
            {record.call_id && <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{record.call_id}</Typography>}
          </Box>
        )} />
        <DataTable.Col source="funder" render={(record) => <>{record.funder}<Typography variant="body2" color="text.secondary">{record.programme}</Typography></>} />
        <DataTable.Col source="themes" label="opportunities.themes" disableSort render={(record) => of(record, 'themes')} />
        <DataTable.Col source="watched" disableSort render={(record) => (record.watched ? translate('opportunities.watched') : '')} />
      </ListFrame>
      <Box sx={{ mt: 3, maxWidth: '46rem' }}><MyCalendar /></Box>
    </>
  );
};

export default DeadlineList;
