import { ArrayInput, AutocompleteInput, DateInput, maxLength, maxValue, minValue, type RaRecord, ReferenceInput, required, SimpleFormIterator, TextInput, useRecordContext, useTranslate } from 'react-admin';

import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { PercentInput, WholeInput } from '../../ui/MoneyInput';
import type { Appointment } from './types';

const YES = [required()];
const TITLE = [required(), maxLength(300)];
const FIELDS = ['person_id', 'role_title_nl', 'role_title_en', 'fte_percent', 'starts_on', 'ends_on', 'overlap_reason', 'employers'];

const Fields = () => {
  const record = useRecordContext<Appointment>();
  return (
    <>
      <TextInput source="role_title_nl" validate={TITLE} slotProps={{ htmlInput: { lang: 'nl' } }} />
      <TextInput source="role_title_en" validate={TITLE} slotProps={{ htmlInput: { lang: 'en' } }} />
      <TwoColumns>
        <DateInput source="starts_on" validate={YES} disabled={record?.state === 'active'} />
        <DateInput source="ends_on" parse={(value: string) => value || null} helperText={record?.state === 'active' ? 'appointments.ends_earlier_help' : 'hiring.ends_help'} />
      </TwoColumns>
      <WholeInput source="fte_percent" validate={[required(), minValue(1), maxValue(100)]} />
      <ArrayInput source="employers" helperText="appointments.employers_help">
        <SimpleFormIterator inline disableReordering>
          <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
            <AutocompleteInput label="appointments.employer" optionText="name" filterToQuery={(q: string) => ({ q })} validate={YES} helperText={false} sx={{ minWidth: '16rem' }} />
          </ReferenceInput>
          <PercentInput source="part_bp" label="appointments.part" validate={[required(), minValue(1), maxValue(10_000)]} helperText={false} />
        </SimpleFormIterator>
      </ArrayInput>
      <TextInput source="overlap_reason" parse={(value: string) => value || null} validate={maxLength(2000)} multiline helperText="appointments.overlap_help" />
    </>
  );
};

const pick = (data: RaRecord, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;

export const AppointmentCreate = () => {
  const translate = useTranslate();
  return (
    <CreateFrame title={translate('appointments.new')} defaults={{ fte_percent: 100, ends_on: null, employers: [] }} transform={(data) => pick(data as RaRecord, FIELDS)}>
      <ReferenceInput source="person_id" reference="people" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} validate={YES} helperText="appointments.person_help" fullWidth />
      </ReferenceInput>
      <Fields />
    </CreateFrame>
  );
};

export const AppointmentEdit = () => (
  <EditFrame
    title={(record) => record.name ?? record.reference} transform={(data) => pick(data as RaRecord, FIELDS.slice(1))}
    prepare={(record) => ({ ...record, employers: (record as Appointment).employers.map(({ organisation_id, part_bp }) => ({ organisation_id, part_bp })) })}
  >
    <Fields />
  </EditFrame>
);
