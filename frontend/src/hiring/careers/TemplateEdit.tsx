import { Box, Stack, Typography } from '@mui/material';
import {
  maxLength, type RaRecord, required, ResourceContextProvider, TextInput, useNotify, useRecordContext, useTranslate,
} from 'react-admin';
import { useNavigate } from 'react-router';

import { request } from '../../app/http';
import { AskButton } from '../../identity/AskButton';
import { EditFrame } from '../../ui/FormFrame';
import { Part } from '../../ui/FormParts';
import { problemText } from '../../ui/MovesBar';
import { VacancyFields, content } from '../VacancyForm';

const prepare = (record: RaRecord): RaRecord => ({ ...record, ...record.content });

// The form is that of a vacancy; what it holds goes back as the template's content.
const transform = (data: RaRecord): RaRecord => {
  const names = Object.keys(data.content as object);
  return { id: data.id, version: data.version, name: data.name, content: content(Object.fromEntries(names.map((name) => [name, data[name]]))) };
};

const TemplateEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('careers.edit_template', { name: record.name })} prepare={prepare} transform={transform} redirect="list" wide>
      <TextInput source="name" validate={[required(), maxLength(200)]} fullWidth helperText="careers.template_name_help" />
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>{translate('careers.template_stays')}</Typography>
      <ResourceContextProvider value="vacancies"><VacancyFields dated={false} /></ResourceContextProvider>
      <Seats />
    </EditFrame>
  );
};

const Seats = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const record = useRecordContext();
  if (!record) return null;
  const remove = async () => {
    try {
      await request('DELETE', `/vacancy-templates/${record.id}`, { version: record.version });
      notify('careers.template_removed', { type: 'success' });
      navigate('/vacancy_templates');
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
  };
  return (
    <Part title="careers.usual_committee" help="careers.usual_committee_help">
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {(record.committee as { account_id: string; name: string | null; role: string }[]).map(({ account_id, name, role }) => (
          <Typography key={account_id} component="li" variant="body2">{name} · {translate(`hiring.role.${role}`)}</Typography>
        ))}
      </Box>
      <Stack direction="row" sx={{ mt: 2 }}>
        <AskButton label={translate('careers.remove_template')} color="error" question={translate('careers.remove_question')} onYes={() => void remove()} />
      </Stack>
    </Part>
  );
};

export default TemplateEdit;
