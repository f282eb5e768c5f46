import { Box, Chip, Typography } from '@mui/material';
import { maxLength, type RaRecord, required, SelectInput, TextInput, useGetOne, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { PageSkeleton } from '../../ui/Page';
import { WHOLE } from '../../ui/RecordFrame';

const NAMES = ['name', 'role', 'vacancy', 'reference', 'employer', 'location', 'salary', 'scale', 'size', 'hours', 'starts_on', 'term', 'answer_by', 'today', 'institute'];
const pick = (data: RaRecord, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;

// The fields that a letter can be filled with; a click puts one at the end of the text.
const LetterFields = () => {
  const translate = useTranslate();
  const { getValues, setValue } = useFormContext<{ body?: string }>();
  return (
    <Box sx={{ mb: 1 }}>
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('offer_letters.fields_help')}</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        {NAMES.map((name) => (
          <Chip
            key={name} size="small" variant="outlined" label={`{${name}}`} title={translate(`offer_letters.field.${name}`)} aria-label={`{${name}}: ${translate(`offer_letters.field.${name}`)}`}
            onClick={() => setValue('body', `${getValues('body') ?? ''}{${name}}`, { shouldDirty: true })}
          />
        ))}
      </Box>
    </Box>
  );
};

const Fields = () => (
  <>
    <TextInput source="subject" validate={[required(), maxLength(300)]} />
    <TextInput source="body" validate={[required(), maxLength(20_000)]} multiline minRows={12} />
    <LetterFields />
    <TextInput source="note" parse={(value: string) => value || null} validate={maxLength(1000)} helperText="offer_letters.note_help" />
  </>
);

// A next version begins with the text of the one in use.
export const TemplateCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const from = params.get('from');
  const { data: found, isPending } = useGetOne('letter_templates', { id: from ?? '', meta: WHOLE }, { enabled: Boolean(from) });
  if (from && isPending) return <PageSkeleton />;
  const defaults = found ? { language: found.language, subject: found.subject, body: found.body, note: null } : { language: 'nl', note: null };
  return (
    <CreateFrame title={translate('offer_letters.new')} defaults={defaults} transform={(data) => pick(data as RaRecord, ['language', 'subject', 'body', 'note'])}>
      <SelectInput source="language" choices={['nl', 'en'].map((id) => ({ id, name: `hiring.speaks.${id}` }))} validate={required()} />
      <Fields />
    </CreateFrame>
  );
};

export const TemplateEdit = () => <EditFrame title={(record) => record.subject} transform={(data) => pick(data as RaRecord, ['subject', 'body', 'note'])}><Fields /></EditFrame>;
