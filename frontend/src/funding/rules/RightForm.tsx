import { BooleanInput, maxLength, maxValue, minValue, required, TextInput, useTranslate } from 'react-admin';

import { Row } from '../../ui/FormParts';
import { WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';

const NAMES = ['explanation_nl', 'explanation_en', 'takes_field', 'takes_term', 'response_days'];
const TEXT = [required(), maxLength(1000)];

const Fields = () => (
  <>
    <Row>
      <TextInput source="explanation_nl" label="rules.explanation_nl" multiline validate={TEXT} />
      <TextInput source="explanation_en" label="rules.explanation_en" multiline validate={TEXT} />
    </Row>
    <Row>
      <BooleanInput source="takes_field" label="rules.takes_field" />
      <BooleanInput source="takes_term" label="rules.takes_term" />
      <WholeInput source="response_days" label="rules.response_days" validate={[minValue(1), maxValue(730)]} />
    </Row>
  </>
);

export const RightCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('rules.new_right')} names={NAMES} defaults={{ takes_field: true, takes_term: true }}><Fields /></VersionCreate>;
};
export const RightEdit = () => <VersionEdit names={NAMES}><Fields /></VersionEdit>;
