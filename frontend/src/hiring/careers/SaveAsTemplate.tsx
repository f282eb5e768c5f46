import { Button } from '@mui/material';
import { useState } from 'react';
import { maxLength, required, TextInput, useNotify, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import type { Vacancy } from '../types';

// What a next vacancy begins from: this one's words, criteria, documents and committee, without its dates.
export const SaveAsTemplate = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const { of } = useFormats();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translate('careers.save_as_template')}</Button>
      {open && (
        <DialogForm
          title={translate('careers.save_as_template')} blamed="name" defaults={{ name: of(vacancy, 'title') }} onClose={() => setOpen(false)}
          onSubmit={async ({ name }) => {
            await request('POST', '/vacancy-templates', { body: { name, vacancy_id: vacancy.id } });
            notify('careers.template_saved', { type: 'success' });
            setOpen(false);
          }}
        >
          <TextInput source="name" label="resources.vacancy_templates.fields.name" validate={[required(), maxLength(200)]} helperText="careers.template_name_help" />
        </DialogForm>
      )}
    </>
  );
};
