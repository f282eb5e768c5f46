import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { VacancyFilter } from '../../ui/filters';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';

// What a mailing is called: its letter, or else what it does.
export const useMailingTitle = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (record: Record<string, unknown>) => of(record, 'title') || (record.move ? translate(`letters.move.${record.move}`) : translate('letters.untitled'));
};

const MailingList = () => {
  const translate = useTranslate();
  const { of, short } = useFormats();
  const title = useMailingTitle();
  const filters = useMemo(
    () => [
      <SelectArrayInput key="state" source="state" alwaysOn choices={['draft', 'queued', 'discarded'].map((id) => ({ id, name: `letters.state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <VacancyFilter key="vacancy" source="vacancy_id" alwaysOn />,
    ],
    [],
  );
  return (
    <ListFrame
      title={translate('hiring.menu.letters')} lead={translate('letters.lead')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters}
      actions={<Button variant="outlined" component={RouterLink} to="/mail_templates">{translate('letters.templates')}</Button>}
      empty={<Empty text={translate('letters.none')} action={<Button variant="outlined" component={RouterLink} to="/mail_templates">{translate('letters.templates')}</Button>} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{title(record)}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}>
            <StateLabel state={record.state} label={translate(`letters.state.${record.state}`)} />
            <Typography variant="body2" color="text.secondary">{translate('letters.to', { smart_count: record.recipients })}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="title_en" disableSort label="letters.letter" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{title(record)}</Box>} />
      <DataTable.Col source="vacancy_id" disableSort render={(record) => (
        <>{of(record, 'vacancy_title')}<Typography variant="body2" color="text.secondary">{record.vacancy_reference}</Typography></>
      )} />
      <DataTable.NumberCol source="recipients" disableSort />
      <DataTable.NumberCol source="unsent" disableSort />
      <DataTable.Col source="state" disableSort render={(record) => <StateLabel state={record.state} label={translate(`letters.state.${record.state}`)} />} />
      <DataTable.Col source="queued_at" render={(record) => short(record.queued_at)} />
      <DataTable.Col source="created_by_name" disableSort />
    </ListFrame>
  );
};

export default MailingList;
