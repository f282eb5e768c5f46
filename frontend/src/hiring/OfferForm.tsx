import { Alert, Box, Typography } from '@mui/material';
import {
  AutocompleteInput, DateInput, maxLength, maxValue, minValue, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useGetOne,
  useTranslate,
} from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { useFormats } from '../ui/format';
import { CreateFrame, EditFrame } from '../ui/FormFrame';
import { MomentInput } from '../ui/inputs';
import { MoneyInput, WholeInput } from '../ui/MoneyInput';
import { WHOLE } from '../ui/RecordFrame';
import type { Application, Vacancy } from './types';

const TERMS = ['application_id', 'position_id', 'salary_cents', 'salary_scale', 'fte_percent', 'starts_on', 'ends_on', 'language', 'expires_at'];
const LANGUAGES = [{ id: 'nl', name: 'hiring.speaks.nl' }, { id: 'en', name: 'hiring.speaks.en' }];

// The posts of a call come with its offers: each names the position that pays it.
const PostOfCall = ({ unpaid }: { unpaid: string | null }) => {
  const { locale } = useFormats();
  return (
    <ReferenceInput source="position_id" reference="positions" filter={{ state: ['approved', 'vacant'] }} sort={{ field: 'starts_on', order: 'ASC' }} perPage={50}>
      <AutocompleteInput
        label="positions.position" optionText={(one) => (one ? `${one[`title_${locale === 'nl' ? 'nl' : 'en'}`]} · ${one.reference}` : '')}
        filterToQuery={(q: string) => ({ q })} parse={(value: string) => value || null} validate={unpaid ? undefined : required()}
        helperText={unpaid ?? 'hiring.post_of_call'} fullWidth sx={{ mt: 1 }}
      />
    </ReferenceInput>
  );
};

// The published range beside the amount, so that nobody is surprised by what the database then finds.
const Range = () => {
  const translate = useTranslate();
  const { euro, of } = useFormats();
  const application = useWatch({ name: 'application_id' }) as string | undefined;
  const cents = useWatch({ name: 'salary_cents' }) as number | null;
  const { data: found } = useGetOne<Application>('applications', { id: application ?? '', meta: WHOLE }, { enabled: Boolean(application) });
  const { data: vacancy } = useGetOne<Vacancy>('vacancies', { id: found?.vacancy_id ?? '', meta: WHOLE }, { enabled: Boolean(found) });
  if (!vacancy) return null;
  const outside = cents != null && (cents < vacancy.salary_min_cents || cents > vacancy.salary_max_cents);
  return (
    <Box sx={{ mb: 1 }}>
      <Typography variant="body2" color="text.secondary">
        {of(vacancy, 'title')}: {translate('hiring.published_range', { from: euro(vacancy.salary_min_cents), to: euro(vacancy.salary_max_cents) })}
      </Typography>
      {found && !found.email?.trim() && <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>{translate('hiring.unreachable')}</Alert>}
      {outside && <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>{translate('hiring.out_of_range_help')}</Alert>}
      {vacancy.kind === 'call' && <PostOfCall unpaid={vacancy.without_position} />}
    </Box>
  );
};

const Terms = () => (
  <>
    <Range />
    <MoneyInput source="salary_cents" validate={[required()]} helperText="hiring.salary_help" />
    <TextInput source="salary_scale" parse={(value: string) => value || null} validate={maxLength(60)} />
    <WholeInput source="fte_percent" validate={[required(), minValue(1), maxValue(100)]} />
    <DateInput source="starts_on" validate={required()} />
    <DateInput source="ends_on" parse={(value: string) => value || null} helperText="hiring.ends_help" />
    <SelectInput source="language" choices={LANGUAGES} validate={required()} helperText="hiring.offer_language_help" />
    <MomentInput source="expires_at" validate={required()} />
  </>
);

// Only the terms travel; what the database computes stays there.
const terms = (data: RaRecord) => Object.fromEntries(TERMS.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;
const inTwoWeeks = () => {
  const day = new Date(Date.now() + 14 * 86_400_000);
  day.setHours(17, 0, 0, 0);
  return day.toISOString();
};

export const OfferCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const application = params.get('application');
  const defaults = { fte_percent: 100, language: 'en', expires_at: inTwoWeeks(), ...(application ? { application_id: application } : {}) };
  return (
    <CreateFrame title={translate('hiring.new_offer')} defaults={defaults} transform={terms}>
      <ReferenceInput source="application_id" reference="applications" filter={{ stage: 'selected' }} sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput
          optionText={(record) => (record ? `${record.name} · ${record.reference}` : '')} filterToQuery={(q: string) => ({ q })}
          validate={required()} helperText="hiring.selected_help" readOnly={Boolean(application)} fullWidth
        />
      </ReferenceInput>
      <Terms />
    </CreateFrame>
  );
};

export const OfferEdit = () => {
  const translate = useTranslate();
  return <EditFrame title={(record) => translate('hiring.edit_offer', { reference: record.reference })}><Terms /></EditFrame>;
};
