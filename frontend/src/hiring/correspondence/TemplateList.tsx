import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SelectArrayInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { VacancyFilter } from '../../ui/filters';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';

const IN_FORCE = { state: ['in_force'] };

const TemplateList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { of, short } = useFormats();
  const write = may('letter.write');
  const filters = useMemo(
    () => [
      <SelectArrayInput key="state" source="state" alwaysOn choices={['in_force', 'replaced', 'ended'].map((id) => ({ id, name: `letters.template_state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <VacancyFilter key="vacancy" source="vacancy_id" alwaysOn />,
    ],
    [],
  );
  return (
    <ListFrame
      title={translate('letters.templates')} lead={translate('letters.templates_lead')} sort={{ field: 'name', order: 'ASC' }} filters={filters} defaults={IN_FORCE} create={write}
      above={<Link component={RouterLink} to="/mailings">{translate('hiring.menu.letters')}</Link>}
      empty={<Empty text={translate('letters.no_templates')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => <><Typography sx={{ fontWeight: 600 }}>{record.name}</Typography><Typography variant="body2" color="text.secondary">{of(record, 'subject')}</Typography></>}
    >
      <DataTable.Col source="name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="subject_en" disableSort label="resources.mail_templates.fields.subject" render={(record) => of(record, 'subject')} />
      <DataTable.Col source="vacancy_id" disableSort render={(record) => record.vacancy_reference ?? translate('letters.of_house')} />
      <DataTable.NumberCol source="number" />
      <DataTable.Col source="state" disableSort render={(record) => <StateLabel state={record.state} label={translate(`letters.template_state.${record.state}`)} />} />
      <DataTable.Col source="created_at" render={(record) => short(record.created_at)} />
    </ListFrame>
  );
};

export default TemplateList;
