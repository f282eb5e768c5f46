import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SearchInput, SelectArrayInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { VACANCY_STATES } from './types';

const VacancyList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { euro, short, of, locale } = useFormats();
  const write = may('vacancy.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('hiring.search_vacancies')} sx={{ minWidth: { sm: '20rem' } }} />,
      <SelectArrayInput key="state" source="state" alwaysOn choices={VACANCY_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
    ],
    [translate],
  );
  return (
    <ListFrame
      title={translate('hiring.menu.vacancies')} sort={{ field: 'deadline', order: 'DESC' }} filters={filters} create={write}
      actions={write && <Button component={RouterLink} to="/vacancy_templates" size="small">{translate('careers.from_template')}</Button>}
      hidden={['location', 'created_at', 'fte_percent']}
      empty={<Empty text={translate(write ? 'hiring.no_vacancies_write' : 'hiring.no_vacancies')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{of(record, 'title')}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}>
            <StateLabel state={record.state} />
            <Typography variant="body2" color="text.secondary">{record.reference} · {short(record.deadline)}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source={`title_${locale}`} label="resources.vacancies.fields.title" render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'title')}</Box><Typography variant="body2" color="text.secondary">{record.employer}</Typography></>
      )} />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.NumberCol source="applications" disableSort />
      <DataTable.Col source="deadline" render={(record) => short(record.deadline)} />
      <DataTable.Col source="salary" align="right" disableSort render={(record) => `${euro(record.salary_min_cents)} – ${euro(record.salary_max_cents)}`} />
      <DataTable.Col source="location" />
      <DataTable.NumberCol source="fte_percent" />
      <DataTable.Col source="created_at" render={(record) => short(record.created_at)} />
    </ListFrame>
  );
};

export default VacancyList;
