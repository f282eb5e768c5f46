import { Typography } from '@mui/material';
import { DateInput, maxValue, minValue, required, SelectInput, useTranslate, type Validator } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { Row } from '../../ui/FormParts';
import { MoneyInput, PercentInput, WholeInput } from '../../ui/MoneyInput';
import { VersionCreate, VersionEdit } from '../../ui/versions/VersionForm';
import { useWithin } from '../../ui/versions/within';
import { LEGAL, type LegalKey, useMeasured, useShare } from './measures';
import { BASES } from './types';

const MATCHING = ['public_parts', 'private_parts', 'cap_cents', 'in_kind_share_bp', 'basis', 'window_from', 'window_until'];
const VALUE = ['value'];
const YES = [required()];
const PARTS = [required(), minValue(1), maxValue(1_000_000)];
const KEYS = (Object.keys(LEGAL) as LegalKey[]).map((id) => ({ id, name: `matching.key.${id}` }));

const ShareInput = ({ source, label, within }: { source: string; label: string; within: Validator }) => (
  <PercentInput source={source} label={label} validate={[required(), within]} helperText="matching.share_help" />
);

const Matching = () => {
  const translate = useTranslate();
  const share = useWithin(0, 9999, useShare());
  const [publicly, privately] = [useWatch({ name: 'public_parts' }) as unknown, useWatch({ name: 'private_parts' }) as unknown];
  return (
    <>
      <Row>
        <WholeInput source="public_parts" label="matching.public_parts" validate={PARTS} />
        <WholeInput source="private_parts" label="matching.private_parts" validate={PARTS} />
        <MoneyInput source="cap_cents" label="matching.cap" validate={YES} />
      </Row>
      {typeof publicly === 'number' && typeof privately === 'number' && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('matching.ratio_is', { public: publicly, private: privately })}</Typography>}
      <Row>
        <SelectInput source="basis" label="matching.contractual_basis" choices={BASES.map((id) => ({ id, name: `matching.basis.${id}` }))} validate={YES} helperText="matching.basis_help" />
        <ShareInput source="in_kind_share_bp" label="matching.in_kind_share" within={share} />
      </Row>
      <Row>
        <DateInput source="window_from" label="matching.window_from" validate={YES} />
        <DateInput source="window_until" label="matching.window_until" validate={YES} />
      </Row>
    </>
  );
};

// The key says what is measured, in what, and between which values it can work.
const Legal = () => {
  const key = useWatch({ name: 'key' }) as LegalKey | undefined;
  return key ? <Row><LegalValue key={key} of={key} /></Row> : null;
};

const LegalValue = ({ of }: { of: LegalKey }) => {
  const { measure, least, most } = LEGAL[of];
  const say = useMeasured();
  const within = useWithin(least, most, (value) => say(measure, value));
  if (measure === 'cents') return <MoneyInput source="value" label="matching.value" validate={[required(), within]} />;
  if (measure === 'basis_points') return <ShareInput source="value" label="matching.value" within={within} />;
  return <WholeInput source="value" label="matching.value" validate={[required(), within]} />;
};

export const MatchingRuleCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('matching.new_rule')} names={MATCHING} defaults={{ public_parts: 1, private_parts: 1, in_kind_share_bp: 0, basis: 'received' }}><Matching /></VersionCreate>;
};
export const MatchingRuleEdit = () => <VersionEdit names={MATCHING}><Matching /></VersionEdit>;

export const LegalRuleCreate = () => {
  const translate = useTranslate();
  return <VersionCreate title={translate('matching.new_legal_rule')} names={VALUE} keys={KEYS}><Legal /></VersionCreate>;
};
export const LegalRuleEdit = () => <VersionEdit names={VALUE}><Legal /></VersionEdit>;
