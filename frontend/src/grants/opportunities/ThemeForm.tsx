import { BooleanInput, maxLength, type RaRecord, required, TextInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';

const NAME = [required(), maxLength(200)];
const FIELDS = ['name_nl', 'name_en', 'keywords', 'used'];
const only = (data: RaRecord) => Object.fromEntries(FIELDS.filter((name) => name in data).map((name) => [name, data[name] ?? ''])) as unknown as RaRecord;

const Fields = () => (
  <>
    <TextInput source="name_nl" validate={NAME} fullWidth slotProps={{ htmlInput: { lang: 'nl' } }} />
    <TextInput source="name_en" validate={NAME} fullWidth slotProps={{ htmlInput: { lang: 'en' } }} />
    <TextInput source="keywords" validate={maxLength(2000)} multiline fullWidth helperText="opportunities.keywords_help" />
    <BooleanInput source="used" />
  </>
);

export const ThemeCreate = () => {
  const translate = useTranslate();
  return <CreateFrame title={translate('opportunities.new_theme')} redirect="list" defaults={{ keywords: '', used: true }} transform={(data) => only(data as RaRecord)}><Fields /></CreateFrame>;
};

export const ThemeEdit = () => {
  const { of } = useFormats();
  return <EditFrame title={(record) => of(record, 'name')} redirect="list" transform={(data) => only(data as RaRecord)}><Fields /></EditFrame>;
};
