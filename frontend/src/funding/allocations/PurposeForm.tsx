import { DateInput, maxLength, required, SelectInput, TextInput, useTranslate } from 'react-admin';

import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { today } from '../../ui/format';
import { PURPOSE_KINDS } from '../types';

const YES = [required()];
const NAME = [required(), maxLength(300)];
const inOrder = (end: string | null, all: { valid_from?: string | null }) => (end && all.valid_from && end < all.valid_from ? 'money.end_before_start' : undefined);

const Fields = ({ fresh = false }: { fresh?: boolean }) => (
  <>
    {fresh && <SelectInput source="kind" choices={PURPOSE_KINDS.map((id) => ({ id, name: `money.purpose_kind.${id}` }))} validate={YES} />}
    <TextInput source="name_nl" validate={NAME} slotProps={{ htmlInput: { lang: 'nl' } }} />
    <TextInput source="name_en" validate={NAME} slotProps={{ htmlInput: { lang: 'en' } }} />
    <TwoColumns>
      <DateInput source="valid_from" validate={YES} />
      <DateInput source="valid_until" parse={(value: string) => value || null} validate={inOrder} />
    </TwoColumns>
  </>
);

export const PurposeCreate = () => {
  const translate = useTranslate();
  return <CreateFrame title={translate('money.new_purpose')} defaults={{ kind: 'programme', valid_from: today(), valid_until: null }}><Fields fresh /></CreateFrame>;
};

export const PurposeEdit = () => {
  const translate = useTranslate();
  return <EditFrame title={(record) => translate('money.edit_agreement', { reference: record.reference })}><Fields /></EditFrame>;
};
