import { ArrayInput, maxLength, minLength, regex, required, SimpleFormIterator, TextInput, useSimpleFormIterator, useTranslate } from 'react-admin';

import { AddLine, Row } from '../../ui/FormParts';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';

const NAMES = ['text_nl', 'text_en', 'options'];
const TEXT = [required(), maxLength(300)];
const OPTION = [required(), maxLength(100)];
const KEY = [required(), regex(/^(?!others$)[a-z][a-z0-9_]{0,29}$/, 'diversity.key_help')];
const OPTIONS = [minLength(2, 'diversity.options_least')];
const BUTTONS = { '& .RaSimpleFormIterator-action': { visibility: 'visible', opacity: 1 } };

const Add = () => {
  const { add } = useSimpleFormIterator();
  return <AddLine label="diversity.add_option" onAdd={() => add()} />;
};

const Asked = () => (
  <>
    <Row>
      <TextInput source="text_nl" label="diversity.text_nl" validate={TEXT} slotProps={{ htmlInput: { lang: 'nl' } }} />
      <TextInput source="text_en" label="diversity.text_en" validate={TEXT} slotProps={{ htmlInput: { lang: 'en' } }} />
    </Row>
    <ArrayInput source="options" label="diversity.options" helperText="diversity.options_help" defaultValue={[]} validate={OPTIONS}>
      <SimpleFormIterator sx={BUTTONS} inline disableClear addButton={<Add />}>
        <TextInput source="key" label="diversity.option_key" validate={KEY} helperText={false} />
        <TextInput source="nl" label="diversity.option_nl" validate={OPTION} helperText={false} slotProps={{ htmlInput: { lang: 'nl' } }} />
        <TextInput source="en" label="diversity.option_en" validate={OPTION} helperText={false} slotProps={{ htmlInput: { lang: 'en' } }} />
      </SimpleFormIterator>
    </ArrayInput>
  </>
);

export const QuestionCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('diversity.new')} names={NAMES}><Asked /></VersionCreate>;
};
export const QuestionEdit = () => <VersionEdit names={NAMES}><Asked /></VersionEdit>;
