import { Alert, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { AutocompleteInput, maxLength, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useRecordContext, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { Pair } from '../../ui/FormParts';
import { FieldsHelp, Paper, useCatalogue } from './parts';
import { type Language, LANGUAGES, type Written } from './types';

const YES = [required()];
const TEXTS = ['name', 'subject_nl', 'subject_en', 'body_nl', 'body_en'];
const pick = (data: RaRecord, names: string[]) => Object.fromEntries(names.map((name) => [name, data[name]]).filter(([, value]) => value)) as unknown as RaRecord;

const useSystemLetter = (key?: string) => useCatalogue()?.system.find((one) => one.key === key);

// What is being written, with samples for its fields; beside it what Polder itself would write.
const Preview = ({ letter }: { letter?: string }) => {
  const translate = useTranslate();
  const system = useSystemLetter(letter);
  const [subject_nl, subject_en, body_nl, body_en] = useWatch({ name: ['subject_nl', 'subject_en', 'body_nl', 'body_en'] }) as (string | undefined)[];
  const body = { key: letter ?? null, subject_nl: subject_nl ?? '', subject_en: subject_en ?? '', body_nl: body_nl ?? '', body_en: body_en ?? '' };
  const written = Boolean(body.body_nl || body.body_en);
  const { data, error } = useQuery({
    queryKey: ['mail_templates', 'preview', body], enabled: written, placeholderData: (before) => before, retry: false,
    queryFn: () => request<Record<Language, Written>>('POST', '/mail-templates/preview', { body, key: crypto.randomUUID() }).then(({ json }) => json),
  });
  return (
    <Box aria-live="polite" sx={{ mt: 1 }}>
      <Typography variant="h2" gutterBottom>{translate('ui.preview')}</Typography>
      {error ? <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>{error.message}</Alert> : !written && <Typography variant="body2" color="text.secondary">{translate('letters.preview_help')}</Typography>}
      {written && data && <Pair>{LANGUAGES.map((language) => <Box key={language} sx={{ mb: 1 }}><Paper of={data[language]} lang={language} /></Box>)}</Pair>}
      {system && (
        <>
          <Typography variant="h3" sx={{ mt: 2 }} gutterBottom>{translate('letters.system_text')}</Typography>
          <Pair>{LANGUAGES.map((language) => <Box key={language} sx={{ mb: 1 }}><Paper of={system.text[language]} lang={language} /></Box>)}</Pair>
        </>
      )}
    </Box>
  );
};

const Texts = ({ letter }: { letter?: string }) => {
  const translate = useTranslate();
  const system = useSystemLetter(letter);
  return (
    <>
      <FieldsHelp names={system?.fields} />
      {system && system.must.length > 0 && <Alert severity="info" variant="outlined">{translate('letters.must', { names: system.must.map((name) => `{{ ${name} }}`).join(', ') })}</Alert>}
      <Pair>
        {LANGUAGES.map((language) => (
          <Box key={language}>
            <TextInput source={`subject_${language}`} validate={[required(), maxLength(200)]} fullWidth helperText={false} slotProps={{ htmlInput: { lang: language } }} />
            <TextInput source={`body_${language}`} validate={[required(), maxLength(10_000)]} multiline minRows={8} maxRows={24} fullWidth slotProps={{ htmlInput: { lang: language } }} />
          </Box>
        ))}
      </Pair>
      <Preview letter={letter} />
    </>
  );
};

const New = () => {
  const { say, locale } = useFormats();
  const catalogue = useCatalogue();
  const letter = useWatch({ name: 'key' }) as string | undefined;
  const title = `title_${locale === 'nl' ? 'nl' : 'en'}`;
  return (
    <>
      <Pair>
        <TextInput source="name" validate={[required(), maxLength(120)]} fullWidth helperText="letters.name_help" />
        <SelectInput source="key" translateChoice={false} choices={(catalogue?.system ?? []).map(({ key, title: said }) => ({ id: key, name: say(said) }))} helperText="letters.key_help" fullWidth />
      </Pair>
      {!letter && (
        <ReferenceInput source="vacancy_id" reference="vacancies" sort={{ field: 'deadline', order: 'DESC' }}>
          <AutocompleteInput optionText={(one) => (one ? `${one[title]} · ${one.reference}` : '')} filterToQuery={(q: string) => ({ q })} helperText="letters.vacancy_help" fullWidth />
        </ReferenceInput>
      )}
      <Texts letter={letter || undefined} />
    </>
  );
};

export const TemplateCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const vacancy = params.get('vacancy');
  return (
    <CreateFrame
      title={translate('letters.new_template')} wide defaults={vacancy ? { vacancy_id: vacancy } : {}}
      transform={(data) => pick(data as RaRecord, [...TEXTS, 'key', ...((data as RaRecord).key ? [] : ['vacancy_id'])])}
    >
      <New />
    </CreateFrame>
  );
};

const Change = () => {
  const translate = useTranslate();
  const record = useRecordContext();
  return (
    <>
      <Alert severity="info" variant="outlined">{translate('letters.next_version')}</Alert>
      <TextInput source="name" validate={YES} fullWidth helperText={false} />
      <Texts letter={record?.key as string} />
    </>
  );
};

export const TemplateEdit = () => (
  <EditFrame title={(record) => record.name as string} wide transform={(data) => pick(data as RaRecord, TEXTS)}><Change /></EditFrame>
);
