import { AutocompleteInput, DateInput, maxLength, maxValue, minValue, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useGetList, useRecordContext, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { WholeInput } from '../../ui/MoneyInput';
import { type AdvisorRow, TRACKS } from './types';

const YES = [required()];
const FIELDS = ['second_advisor_id', 'track', 'starts_on', 'stay_organisation_id', 'stay_from', 'stay_months', 'field_one', 'field_two', 'language'];
const prepared = (data: RaRecord, names: string[]) =>
  Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name] === '' ? null : data[name]]).map(([name, value]) => [name, value ?? (name === 'stay_months' ? 0 : String(name).startsWith('field') ? '' : null)])) as unknown as RaRecord;

const Fields = ({ vacancy, first }: { vacancy: string; first: string }) => {
  const track = useWatch({ name: 'track' }) as string | undefined;
  const { data = [] } = useGetList<AdvisorRow>('advisors', { filter: { vacancy_id: vacancy }, pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' } });
  const others = data.filter(({ id }) => id !== first).map((one) => ({ id: one.id, name: `${one.name} · ${one.unit} (${one.country_code})` }));
  return (
    <>
      <AutocompleteInput source="second_advisor_id" label="calls.party.second_advisor" choices={others} validate={YES} fullWidth />
      <TwoColumns>
        <SelectInput source="track" label="calls.field.track" choices={TRACKS.map((id) => ({ id, name: `calls.track.${id}` }))} helperText="calls.track_help" />
        <DateInput source="starts_on" label="calls.letter.starts_on" validate={YES} />
      </TwoColumns>
      <ReferenceInput source="stay_organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput label="calls.letter.stay_organisation" optionText="name" filterToQuery={(q: string) => ({ q })} fullWidth />
      </ReferenceInput>
      <TwoColumns>
        <DateInput source="stay_from" label="calls.letter.stay_from" parse={(value: string) => value || null} />
        <WholeInput source="stay_months" label="calls.letter.stay_months" validate={[minValue(0), maxValue(60)]} />
      </TwoColumns>
      {track === 'interdisciplinary' && (
        <TwoColumns>
          <TextInput source="field_one" label="calls.letter.field_one" validate={maxLength(200)} />
          <TextInput source="field_two" label="calls.letter.field_two" validate={maxLength(200)} />
        </TwoColumns>
      )}
      <SelectInput source="language" label="calls.letter.language" choices={['nl', 'en'].map((id) => ({ id, name: `identity.language.${id}` }))} validate={YES} />
    </>
  );
};

export const LetterCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const [application, first, vacancy] = ['application', 'first', 'vacancy'].map((name) => params.get(name) ?? '');
  return (
    <CreateFrame
      title={translate('calls.write_letter')} defaults={{ language: 'en', stay_months: 6, stay_from: null, stay_organisation_id: null, field_one: '', field_two: '' }}
      transform={(data) => ({ ...prepared(data as RaRecord, FIELDS), application_id: application, first_advisor_id: first }) as unknown as RaRecord}
    >
      <Fields vacancy={vacancy!} first={first!} />
    </CreateFrame>
  );
};

const Change = () => {
  const record = useRecordContext();
  return record ? <Fields vacancy={String(record.vacancy_id)} first={String(record.first_advisor_id)} /> : null;
};

export const LetterEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('calls.letter_of', { name: record.candidate ?? record.reference })} transform={(data) => prepared(data as RaRecord, FIELDS)}>
      <Change />
    </EditFrame>
  );
};
