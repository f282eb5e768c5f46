import { required, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { Row } from '../../ui/FormParts';
import { WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';
import { useWithin } from '../../ui/versions/within';
import { FIGURES, type GrantKey } from './figures';

const VALUE = ['value'];
const KEYS = (Object.keys(FIGURES) as GrantKey[]).map((id) => ({ id, name: `grant_figures.key.${id}` }));

// The key says between which values it can work.
const Figure = () => {
  const key = useWatch({ name: 'key' }) as GrantKey | undefined;
  return key ? <Row><Value key={key} of={key} /></Row> : null;
};

const Value = ({ of }: { of: GrantKey }) => {
  const translate = useTranslate();
  const validate = [required(), useWithin(FIGURES[of].least, FIGURES[of].most, (value) => translate('rules.days', { smart_count: value }))];
  return <WholeInput source="value" label="grant_figures.days" validate={validate} />;
};

export const GrantFigureCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('grant_figures.new')} names={VALUE} keys={KEYS}><Figure /></VersionCreate>;
};
export const GrantFigureEdit = () => <VersionEdit names={VALUE}><Figure /></VersionEdit>;
