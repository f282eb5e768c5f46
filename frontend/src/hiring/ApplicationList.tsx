import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SearchInput, SelectArrayInput, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { VacancyFilter } from '../ui/filters';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { WriteToChosen } from './correspondence/WriteToChosen';
import { STAGES } from './types';

const ApplicationList = () => {
  const translate = useTranslate();
  const { short, of } = useFormats();
  const write = useMay()('letter.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('hiring.search_applications')} sx={{ minWidth: { sm: '24rem' } }} />,
      <SelectArrayInput key="stage" source="stage" alwaysOn choices={STAGES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <VacancyFilter key="vacancy" source="vacancy_id" alwaysOn />,
      <SelectArrayInput key="source" source="source" choices={['form', 'import'].map((id) => ({ id, name: `hiring.source.${id}` }))} />,
    ],
    [translate],
  );
  return (
    <ListFrame
      title={translate('hiring.menu.applications')} sort={{ field: 'submitted_at', order: 'DESC' }} filters={filters} hidden={['email', 'orcid', 'source']} bulk={write ? <WriteToChosen /> : undefined}
      empty={<Empty text={translate('hiring.no_applications')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}>
            <StateLabel state={record.stage} />
            <Typography variant="body2" color="text.secondary" noWrap>{of(record, 'vacancy_title')}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source="sort_name" label="resources.applications.fields.name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="vacancy_id" disableSort render={(record) => (
        <>{of(record, 'vacancy_title')}<Typography variant="body2" color="text.secondary">{record.vacancy_reference}</Typography></>
      )} />
      <DataTable.Col source="stage" render={(record) => <StateLabel state={record.stage} />} />
      <DataTable.Col source="submitted_at" render={(record) => short(record.submitted_at)} />
      <DataTable.Col source="email" disableSort render={(record) => record.email && <Link href={`mailto:${record.email}`} onClick={(event) => event.stopPropagation()}>{record.email}</Link>} />
      <DataTable.Col source="orcid" disableSort />
      <DataTable.Col source="source" disableSort render={(record) => translate(`hiring.source.${record.source}`)} />
    </ListFrame>
  );
};

export default ApplicationList;
