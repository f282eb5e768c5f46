import { Box, Button, Link, Typography } from '@mui/material';
import { useState } from 'react';
import { DataTable, DateInput, EditButton, type RaRecord, required, ResourceContextProvider, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { instituteZone, useFormats } from '../../ui/format';
import { MomentInput } from '../../ui/inputs';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';

const NONE: [] = [];
const YES = [required()];

// A draft that says what the template says now; the rest is done on the page of the vacancy.
const Begin = ({ template, onClose }: { template: RaRecord; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  return (
    <DialogForm
      title={translate('careers.begin_from', { name: template.name })} submit="careers.begin" blamed="deadline" onClose={onClose} defaults={{ deadline: null, starts_on: null }}
      onSubmit={async ({ deadline, starts_on }) => {
        const { json } = await request<RaRecord>('POST', `/vacancy-templates/${template.id}/vacancies`, { body: { deadline, starts_on: starts_on || null } });
        notify('careers.begun', { type: 'success' });
        navigate(`/vacancies/${json.id}/show?view=vacancy`);
      }}
    >
      <ResourceContextProvider value="vacancies">
        <MomentInput source="deadline" zone={instituteZone()} validate={YES} />
        <DateInput source="starts_on" />
      </ResourceContextProvider>
    </DialogForm>
  );
};

const TemplateList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { of, short } = useFormats();
  const write = may('vacancy.write');
  const [chosen, setChosen] = useState<RaRecord | null>(null);
  const buttons = (record: RaRecord) => write && (
    <Box sx={{ display: 'flex', gap: 1, justifyContent: { sm: 'flex-end' }, whiteSpace: 'nowrap' }}>
      <Button size="small" variant="outlined" onClick={() => setChosen(record)} aria-label={translate('careers.begin_from', { name: record.name })}>{translate('careers.begin')}</Button>
      <EditButton record={record} aria-label={translate('careers.edit_template', { name: record.name })} />
    </Box>
  );
  return (
    <>
      <ListFrame
        title={translate('careers.templates')} lead={translate('careers.templates_lead')} sort={{ field: 'name', order: 'ASC' }} filters={NONE} rowClick={false}
        above={<Link component={RouterLink} to="/vacancies">{translate('hiring.menu.vacancies')}</Link>}
        empty={<Empty text={translate('careers.no_templates')} />}
        narrow={(record) => (
          <>
            <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
            <Typography variant="body2" color="text.secondary" gutterBottom>{of(record, 'title')}</Typography>
            {buttons(record)}
          </>
        )}
      >
        <DataTable.Col source="name" render={(record) => (
          <><Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box><Typography variant="body2" color="text.secondary">{of(record, 'title')}</Typography></>
        )} />
        <DataTable.NumberCol source="seats" disableSort />
        <DataTable.Col source="updated_at" render={(record) => short(record.updated_at)} />
        <DataTable.Col label={translate('careers.actions')} disableSort render={buttons} />
      </ListFrame>
      {chosen && <Begin template={chosen} onClose={() => setChosen(null)} />}
    </>
  );
};

export default TemplateList;
