import { AutocompleteArrayInput, maxLength, type RaRecord, ReferenceArrayInput, required, TextInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import type { FundPool } from '../types';

const NAME = [required(), maxLength(200)];
const TEXT = [required(), maxLength(2000)];

const Fields = () => {
  const { locale } = useFormats();
  const name = `name_${locale === 'nl' ? 'nl' : 'en'}`;
  return (
    <>
      <TextInput source="name_nl" validate={NAME} slotProps={{ htmlInput: { lang: 'nl' } }} />
      <TextInput source="name_en" validate={NAME} slotProps={{ htmlInput: { lang: 'en' } }} />
      <TextInput source="restriction" validate={TEXT} multiline minRows={2} helperText="money.restriction_help" />
      <ReferenceArrayInput source="purposes" reference="purposes" sort={{ field: 'name_en', order: 'ASC' }}>
        <AutocompleteArrayInput optionText={(one) => (one ? `${one[name]} · ${one.reference}` : '')} filterToQuery={(q: string) => ({ q })} />
      </ReferenceArrayInput>
    </>
  );
};

const bare = ({ name_nl, name_en, restriction, purposes }: RaRecord) => ({ name_nl, name_en, restriction, purposes }) as unknown as RaRecord;

export const PoolCreate = () => {
  const translate = useTranslate();
  return <CreateFrame title={translate('money.new_pool')} defaults={{ purposes: [] }} transform={(data) => bare(data as RaRecord)}><Fields /></CreateFrame>;
};

export const PoolEdit = () => {
  const { of } = useFormats();
  return (
    <EditFrame title={(record) => of(record, 'name')} prepare={(record) => ({ ...record, purposes: (record as FundPool).purposes.map(({ id }) => id) })} transform={(data) => bare(data as RaRecord)}>
      <Fields />
    </EditFrame>
  );
};
