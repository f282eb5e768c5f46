import WatchedIcon from '@mui/icons-material/BookmarkOutlined';
import { Box, Button, Typography } from '@mui/material';
import { lazy, Suspense, useMemo } from 'react';
import { BooleanInput, CreateButton, DataTable, SearchInput, SelectArrayInput, SelectInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { DueOn, Flags, Standing, Tabs, useMoney } from './parts';
import { FORMS, MISSING, type OpportunityRow, STATUSES } from './types';

const ChoiceFilter = lazy(() => import('./Filters').then((found) => ({ default: found.ChoiceFilter })));
const ThemeFilter = lazy(() => import('./Filters').then((found) => ({ default: found.ThemeFilter })));

const CURRENT = { over: 'false' };

const Watched = ({ of }: { of: OpportunityRow }) => {
  const translate = useTranslate();
  return of.watched ? <WatchedIcon fontSize="inherit" titleAccess={translate('opportunities.watched')} sx={{ verticalAlign: '-0.15em', mr: 0.5, color: 'primary.main' }} /> : null;
};

const OpportunityList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, of } = useFormats();
  const money = useMoney();
  const write = may('opportunity.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('opportunities.search')} sx={{ minWidth: { sm: '22rem' } }} />,
      <SelectInput key="over" source="over" label="opportunities.still" alwaysOn choices={[{ id: 'false', name: 'opportunities.not_over' }, { id: 'true', name: 'opportunities.is_over' }]} />,
      <BooleanInput key="watched" source="watched" label="opportunities.only_watched" alwaysOn parse={(on: boolean) => (on ? 'true' : null)} format={(value: unknown) => value === 'true'} />,
      <Suspense key="theme_ids"><ThemeFilter source="theme_ids" /></Suspense>,
      <Suspense key="funder"><ChoiceFilter source="funder" of="funders" /></Suspense>,
      <Suspense key="programme"><ChoiceFilter source="programme" of="programmes" /></Suspense>,
      <SelectArrayInput key="status" source="status" choices={STATUSES.map((id) => ({ id, name: `opportunities.status.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectArrayInput key="form" source="form" choices={FORMS.map((id) => ({ id, name: `opportunities.form.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectArrayInput key="missing" source="missing" label="opportunities.lacks" choices={MISSING.map((id) => ({ id, name: `opportunities.missing.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectArrayInput key="state" source="state" choices={['listed', 'archived'].map((id) => ({ id, name: `opportunities.state.${id}` }))} sx={{ minWidth: '11rem' }} />,
    ],
    [translate],
  );
  const next = (record: OpportunityRow) => record.next_deadline && <DueOn day={record.next_deadline} at={record.next_at} />;
  const themes = (record: object) => of(record, 'themes');
  return (
    <ListFrame
      title={translate('grants.menu.opportunities')} above={<Tabs />} sort={{ field: 'next_deadline', order: 'ASC' }} filters={filters} defaults={CURRENT} create={write}
      hidden={['scheme', 'form', 'opens_on', 'source', 'created_at', 'flags']}
      actions={write && <Button size="small" variant="outlined" component={RouterLink} to="/opportunities/import">{translate('opportunities.read_in')}</Button>}
      empty={<Empty text={translate(write ? 'opportunities.none_write' : 'opportunities.none')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}><Watched of={record as OpportunityRow} />{record.title}</Typography>
          <Typography variant="body2" color="text.secondary">{record.funder}{record.programme && ` · ${record.programme}`}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}><Standing of={record as OpportunityRow} /><Box>{next(record as OpportunityRow)}</Box></Box>
        </>
      )}
    >
      <DataTable.Col source="title" render={(record) => (
        <Box sx={{ minWidth: '15rem' }}>
          <Box component="span" sx={{ fontWeight: 600 }}><Watched of={record as OpportunityRow} />{record.title}</Box>
          {record.call_id && <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{record.call_id}</Typography>}
        </Box>
      )} />
      <DataTable.Col source="funder" render={(record) => <>{record.funder}<Typography variant="body2" color="text.secondary">{record.programme}</Typography></>} />
      <DataTable.Col source="scheme" />
      <DataTable.Col source="next_deadline" render={(record) => next(record as OpportunityRow) || '–'} />
      <DataTable.Col source="grant_max_cents" label="opportunities.money" render={(record) => <Box sx={{ minWidth: '7rem' }}>{money(record as OpportunityRow)}</Box>} />
      <DataTable.Col source="status" label="opportunities.stands" render={(record) => <Standing of={record as OpportunityRow} />} />
      <DataTable.Col source="form" render={(record) => translate(`opportunities.form.${record.form}`)} />
      <DataTable.Col source="themes" label="opportunities.themes" disableSort render={themes} />
      <DataTable.Col source="flags" label="opportunities.lacks" disableSort render={(record) => <Flags of={record as OpportunityRow} />} />
      <DataTable.Col source="opens_on" render={(record) => date(record.opens_on)} />
      <DataTable.Col source="source" render={(record) => translate(`opportunities.source.${record.source}`)} />
      <DataTable.Col source="created_at" render={(record) => date(record.created_at)} />
    </ListFrame>
  );
};

export default OpportunityList;
