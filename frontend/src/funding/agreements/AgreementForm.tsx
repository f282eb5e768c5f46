import { Alert } from '@mui/material';
import { useEffect } from 'react';
import { AutocompleteInput, BooleanInput, DateInput, email, maxLength, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { useParams } from 'react-router';

import { useMay, useMe } from '../../app/session';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { Part, Row } from '../../ui/FormParts';
import { PageSkeleton } from '../../ui/Page';
import { WHOLE } from '../../ui/RecordFrame';
import { MatchingKey } from '../MatchingKey';
import { type Agreement, CONFIDENTIALITIES, type Version } from '../types';
import { bareTerms, PartyFields, RightFields, TrancheFields } from './TermsFields';

const FACTS = ['funder_id', 'title', 'starts_on', 'ends_on', 'private_origin', 'matching_key'];
const CONTACT = ['confidentiality', 'contact_name', 'contact_email', 'manager_id', 'order_number'];
const YES = [required()];
const TITLE = [required(), maxLength(300)];
const SHORT = maxLength(200);
const empty = (value: string) => value || null;
const inOrder = (end: string | null, all: { starts_on?: string | null }) => (end && all.starts_on && end < all.starts_on ? 'money.end_before_start' : undefined);
const END = [required(), inOrder];

const pick = (data: Record<string, unknown>, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]]));
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

// Whose money is never private: as the server holds it.
const PUBLIC = ['ministry', 'university', 'institute', 'ellis_unit'];
const PrivateMoney = () => {
  const translate = useTranslate();
  const { setValue } = useFormContext();
  const funder: string | undefined = useWatch({ name: 'funder_id' });
  const { data } = useGetOne('organisations', { id: funder ?? '' }, { enabled: Boolean(funder) });
  const before = useRecordContext<Agreement>()?.funder_id;
  const open = !PUBLIC.includes(data?.kind as string);
  useEffect(() => {
    if (data && data.id !== before) setValue('private_origin', open);
  }, [data, before, open, setValue]);
  return <BooleanInput source="private_origin" label="money.private_money" readOnly={!open} helperText={translate(open ? 'money.private_help' : 'money.private_never')} />;
};

const Facts = () => {
  return (
    <Part title="money.who_and_what">
      <Row>
        <ReferenceInput source="funder_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
          <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} validate={YES} fullWidth />
        </ReferenceInput>
        <TextInput source="title" validate={TITLE} />
      </Row>
      <Row>
        <DateInput source="starts_on" validate={YES} />
        <DateInput source="ends_on" validate={END} />
        <MatchingKey />
      </Row>
      <PrivateMoney />
    </Part>
  );
};

const Contact = () => {
  const may = useMay();
  return (
    <Part title="money.contact">
      <Row>
        <TextInput source="contact_name" parse={empty} validate={SHORT} />
        <TextInput source="contact_email" type="email" parse={empty} validate={[email(), maxLength(320)]} />
        <TextInput source="order_number" parse={empty} validate={maxLength(100)} />
      </Row>
      <Row>
        <SelectInput source="confidentiality" choices={CONFIDENTIALITIES.map((id) => ({ id, name: `money.confidential.${id}` }))} validate={YES} />
        {may('account.read') && (
          <ReferenceInput source="manager_id" reference="accounts" sort={{ field: 'name', order: 'ASC' }}>
            <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} fullWidth />
          </ReferenceInput>
        )}
      </Row>
    </Part>
  );
};

export const AgreementCreate = () => {
  const translate = useTranslate();
  const { account } = useMe();
  const defaults = { private_origin: true, confidentiality: 'named', manager_id: account.id, rights: [], parties: [], tranches: [{ amount_cents: null, due_on: null, in_kind: false, pool_id: null, condition: null }] };
  return (
    <CreateFrame title={translate('money.new_agreement')} wide defaults={defaults} transform={(data) => ({ ...pick(data, [...FACTS, ...CONTACT]), ...bareTerms(data) }) as unknown as RaRecord}>
      <Facts />
      <TrancheFields />
      <RightFields />
      <PartyFields />
      <Contact />
    </CreateFrame>
  );
};

// All of a draft; of what was sent or is in force, whom to write to and how.
const Fields = () => {
  const translate = useTranslate();
  const record = useRecordContext<Agreement>();
  if (record?.state !== 'draft') {
    return (
      <>
        <Alert severity="info" variant="outlined" sx={{ mb: 1 }}>{translate(record?.state === 'under_signature' ? 'money.fixed_under_signature' : 'money.fixed_in_force')}</Alert>
        <Contact />
      </>
    );
  }
  return (
    <>
      <Facts />
      <TrancheFields />
      <RightFields />
      <PartyFields />
      <Contact />
    </>
  );
};

export const AgreementEdit = () => {
  const translate = useTranslate();
  const { id = '' } = useParams();
  const { data: agreement } = useGetOne<Agreement>('agreements', { id, meta: WHOLE });
  const draft = agreement?.state === 'draft' ? agreement.versions.find(({ state }) => state === 'draft') : undefined;
  const { data: version } = useGetOne<Version>('agreement_versions', { id: draft?.id ?? '', meta: { of: agreement?.version } }, { enabled: Boolean(draft) });
  if (draft && !version) return <PageSkeleton />;
  const before = version && bareTerms(version);
  return (
    <EditFrame
      title={(record) => translate('money.edit_agreement', { reference: record.reference })} wide
      prepare={(record) => (before ? { ...record, ...before } : record)}
      transform={(data) => {
        if (!before) return pick(data, CONTACT) as unknown as RaRecord;
        const now = bareTerms(data);
        const changed = (Object.keys(now) as (keyof typeof now)[]).filter((name) => !same(now[name], before[name]));
        return { ...pick(data, [...FACTS, ...CONTACT]), ...pick(now, changed) } as unknown as RaRecord;
      }}
    >
      <Fields />
    </EditFrame>
  );
};
