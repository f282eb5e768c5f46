import { BooleanInput, maxLength, maxValue, minValue, NumberInput, required, TextInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { Row } from '../../ui/FormParts';
import { Fact } from '../../ui/parts';
import { useRight } from './says';
import { VersionCreate, VersionEdit } from './VersionForm';
import { VersionList } from './VersionList';
import { VersionShow } from './VersionShow';
import { ToRules } from './version';

const NAMES = ['explanation_nl', 'explanation_en', 'takes_field', 'takes_term', 'response_days'];
const TEXT = [required(), maxLength(1000)];

export const RightList = () => {
  const translate = useTranslate();
  return <VersionList title={translate('rules.rights')} above={<ToRules />} lead={translate('rules.rights_lead')} none={translate('rules.none')} say={useRight()} />;
};

export const RightShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  const right = useRight();
  return (
    <VersionShow list={translate('rules.rights')} facts={(rule) => (
      <>
        <Fact label={translate('rules.explanation')}>{of(rule, 'explanation')}</Fact>
        <Fact label={translate('rules.says')}>{right(rule)}</Fact>
      </>
    )} />
  );
};

const Fields = () => (
  <>
    <Row>
      <TextInput source="explanation_nl" label="rules.explanation_nl" multiline validate={TEXT} />
      <TextInput source="explanation_en" label="rules.explanation_en" multiline validate={TEXT} />
    </Row>
    <Row>
      <BooleanInput source="takes_field" label="rules.takes_field" />
      <BooleanInput source="takes_term" label="rules.takes_term" />
      <NumberInput source="response_days" label="rules.response_days" min={1} step={1} validate={[minValue(1), maxValue(730)]} />
    </Row>
  </>
);

export const RightCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('rules.new_right')} names={NAMES} defaults={{ takes_field: true, takes_term: true }}><Fields /></VersionCreate>;
};
export const RightEdit = () => <VersionEdit names={NAMES}><Fields /></VersionEdit>;
