import { Box, Button, Link, Typography } from '@mui/material';
import { useState } from 'react';
import { email, required, SelectInput, TextInput, useGetList, useRefresh, useTranslate } from 'react-admin';

import { API, currentLanguage, request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { Panel } from '../../ui/parts';
import type { Application } from '../types';
import { ReferenceMenu } from './ReferenceMenu';
import { Standing } from './Standing';
import type { Reference } from './types';

const CLOSED = ['ineligible', 'hired', 'rejected', 'withdrawn'];

// The referees of one applicant, and their letters for whoever may read them.
const References = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const { data } = useGetList<Reference>('references', { filter: { application_id: application.id }, pagination: { page: 1, perPage: 50 }, sort: { field: 'created_at', order: 'ASC' } });
  const write = may('reference.write');
  const add = write && !CLOSED.includes(application.stage);
  if (!data || (data.length === 0 && !(add && application.source === 'import'))) return null;
  return (
    <Panel title={translate('references.title')} id="references">
      {data.length === 0 && <Typography variant="body2" color="text.secondary">{translate('references.none_imported')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((reference) => (
          <Box component="li" key={reference.id} sx={{ display: 'flex', gap: 1, py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 0.5 }}>
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                <strong>{reference.name || translate('references.nameless')}</strong> {[reference.institution, reference.relation].filter(Boolean).join(' · ')}
              </Typography>
              <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{reference.email}</Typography>
              <Standing reference={reference} />
              {reference.letter_id && <Link variant="body2" href={`${API}/documents/${reference.letter_id}/content`} download>{translate('references.read')}</Link>}
              {reference.state === 'received' && !reference.letter_id && <Typography variant="body2" color="text.secondary">{translate('references.after_own_review')}</Typography>}
            </Box>
            {write && <Box><ReferenceMenu reference={reference} /></Box>}
          </Box>
        ))}
      </Box>
      {add && <Button size="small" variant="outlined" sx={{ mt: 1 }} onClick={() => setAdding(true)}>{translate('references.add')}</Button>}
      {adding && <AddReferee application={application} onClose={() => setAdding(false)} />}
    </Panel>
  );
};

const AddReferee = ({ application, onClose }: { application: Application; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('references.add')} submit="ra.action.add" defaults={{ language: currentLanguage() }} onClose={onClose}
      onSubmit={async ({ name, email: to, institution, relation, language }) => {
        await request('POST', '/references', { body: { application_id: application.id, name, email: to, institution: institution ?? '', relation: relation ?? '', language } });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate('references.add_text', { name: application.name })}</Typography>
      <TwoColumns>
        <TextInput source="name" label="references.name" validate={required()} slotProps={{ htmlInput: { maxLength: 500 } }} />
        <TextInput source="email" type="email" label="references.email" validate={[required(), email()]} />
        <TextInput source="institution" label="references.institution" slotProps={{ htmlInput: { maxLength: 300 } }} />
        <TextInput source="relation" label="references.relation" slotProps={{ htmlInput: { maxLength: 300 } }} />
        <SelectInput source="language" label="references.language" choices={['nl', 'en'].map((id) => ({ id, name: `hiring.speaks.${id}` }))} validate={required()} />
      </TwoColumns>
    </DialogForm>
  );
};

export default References;
