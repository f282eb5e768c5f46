import { maxValue, minValue, required, useTranslate } from 'react-admin';

import { Row } from '../../ui/FormParts';
import { WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';

const VALUE = ['value'];
const YEARS = [required(), minValue(0), maxValue(60)];
const KEYS = ['employer', 'coauthor', 'supervisor', 'interest'].map((id) => ({ id, name: `conflict_windows.key.${id}` }));

const Years = () => <Row><WholeInput source="value" label="conflict_windows.value" helperText="conflict_windows.value_help" validate={YEARS} /></Row>;

export const WindowCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('conflict_windows.new')} names={VALUE} keys={KEYS}><Years /></VersionCreate>;
};
export const WindowEdit = () => <VersionEdit names={VALUE}><Years /></VersionEdit>;
