import { Alert } from '@mui/material';
import { AutocompleteInput, DateInput, maxLength, type RaRecord, ReferenceInput, required, TextInput, useRecordContext, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { Part, Row } from '../../ui/FormParts';
import { MoneyInput } from '../../ui/MoneyInput';
import { MatchingKey } from '../MatchingKey';
import type { Decision } from '../types';

const YES = [required()];
const PUBLIC = { kind: ['ministry', 'university', 'institute', 'ellis_unit'] }; // who gives public money
const TITLE = [required(), maxLength(300)];
const empty = (value: string) => value || null;
const inOrder = (end: string | null, all: { starts_on?: string | null }) => (end && all.starts_on && end < all.starts_on ? 'money.end_before_start' : undefined);
const END = [required(), inOrder];
const notMore = (cents: unknown, all: { amount_cents?: unknown }) =>
  typeof cents === 'number' && typeof all.amount_cents === 'number' && cents > all.amount_cents ? 'money.more_than_granted' : undefined;
const FIELDS = ['granter_id', 'title', 'scheme', 'decision_number', 'amount_cents', 'starts_on', 'ends_on', 'granted_on', 'account_by', 'matching_key'];
const pick = (data: RaRecord, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;

// Said while it is typed, and again before it is recorded: what was spent and is not paid.
export const BelowCostsOf = ({ spent, determined }: { spent: number | null; determined: unknown }) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  if (typeof determined !== 'number' || !spent || determined >= spent) return null;
  return <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('money.below_costs', { spent: exact(spent), below: exact(spent - determined) })}</Alert>;
};
export const BelowCosts = ({ spent }: { spent: number | null }) => <BelowCostsOf spent={spent} determined={useWatch({ name: 'determined_cents' }) as unknown} />;

// What was applied for can be changed; what was granted stands, and is completed by when to account and what was determined.
const Fields = () => {
  const record = useRecordContext<Decision>();
  const granted = Boolean(record && record.state !== 'applied');
  return (
    <>
      <Part title="money.application_for">
        <Row>
          <ReferenceInput source="granter_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }} filter={PUBLIC}>
            <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} validate={YES} readOnly={granted} fullWidth />
          </ReferenceInput>
          <TextInput source="title" validate={TITLE} readOnly={granted} />
          <TextInput source="scheme" parse={empty} validate={maxLength(200)} />
        </Row>
        <Row>
          <DateInput source="starts_on" validate={YES} />
          <DateInput source="ends_on" validate={END} />
          <MatchingKey />
        </Row>
      </Part>
      <Part title="money.grant" help={granted ? undefined : 'money.grant_help'}>
        <Row>
          <MoneyInput source="amount_cents" validate={YES} readOnly={granted} />
          <TextInput source="decision_number" parse={empty} validate={maxLength(100)} readOnly={granted} />
          <DateInput source="granted_on" parse={empty} readOnly={granted} />
          <DateInput source="account_by" parse={empty} helperText="money.account_by_help" />
        </Row>
      </Part>
      {record?.state === 'accounted' && (
        <Part title="money.determination" help="money.determination_help">
          <Row>
            <MoneyInput source="determined_cents" validate={notMore} />
            <DateInput source="determined_on" parse={empty} />
          </Row>
          <BelowCosts spent={record.spent_cents} />
        </Part>
      )}
    </>
  );
};

export const DecisionCreate = () => {
  const translate = useTranslate();
  return <CreateFrame title={translate('money.new_decision')} wide defaults={{ amount_cents: null }} transform={(data) => pick(data as RaRecord, FIELDS)}><Fields /></CreateFrame>;
};

export const DecisionEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('money.edit_agreement', { reference: record.reference })} wide transform={(data) => pick(data as RaRecord, [...FIELDS, 'determined_cents', 'determined_on'])}>
      <Fields />
    </EditFrame>
  );
};
