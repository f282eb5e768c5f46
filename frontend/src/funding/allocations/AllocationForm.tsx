import { Alert, Typography } from '@mui/material';
import { AutocompleteInput, DateInput, maxLength, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { useFormats } from '../../ui/format';
import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { MoneyInput } from '../../ui/MoneyInput';
import { WHOLE } from '../../ui/RecordFrame';
import type { Allocation, FundPool, LotPage } from '../types';

const YES = [required()];
const inOrder = (end: string | null, all: { from_day?: string | null }) => (end && all.from_day && end < all.from_day ? 'money.end_before_start' : undefined);
const END = [required(), inOrder];
const FIELDS = ['lot_id', 'purpose_id', 'amount_cents', 'from_day', 'until_day', 'note'];
const pick = (data: RaRecord, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;

// What the chosen lot has to give, and for what: a lot of a fund pool serves the purposes of that pool alone.
const Purpose = () => {
  const translate = useTranslate();
  const { exact, of, locale } = useFormats();
  const lot = useWatch({ name: 'lot_id' }) as string | undefined;
  const cents = useWatch({ name: 'amount_cents' }) as unknown;
  const { data: found } = useGetOne<LotPage>('lots', { id: lot ?? '', meta: WHOLE }, { enabled: Boolean(lot) });
  const { data: pool } = useGetOne<FundPool>('fund_pools', { id: found?.pool_id ?? '', meta: WHOLE }, { enabled: Boolean(found?.pool_id) });
  const name = `name_${locale === 'nl' ? 'nl' : 'en'}`;
  return (
    <>
      {found && (
        <Alert severity={found.in_kind || found.determined ? 'warning' : 'info'} variant="outlined">
          {found.in_kind || found.determined
            ? translate(found.in_kind ? 'money.lot_in_kind' : 'money.lot_determined')
            : translate('money.lot_has', { promised: exact(found.amount_cents), free: exact(found.now.received_free_cents), allocated: exact(found.now.allocated_cents + found.now.spent_cents + found.now.reported_cents) })}
          {pool && <Typography variant="body2">{translate('money.only_for_pool', { pool: of(pool, 'name'), restriction: pool.restriction })}</Typography>}
          {typeof cents === 'number' && !found.in_kind && !found.determined && cents > found.now.received_free_cents && <Typography variant="body2">{translate('money.books_later')}</Typography>}
        </Alert>
      )}
      {pool ? (
        <SelectInput source="purpose_id" validate={YES} translateChoice={false} choices={pool.purposes.map((one) => ({ id: one.id, name: `${of(one, 'name')} · ${one.reference}` }))} />
      ) : (
        <ReferenceInput source="purpose_id" reference="purposes" sort={{ field: 'name_en', order: 'ASC' }}>
          <AutocompleteInput optionText={(one) => (one ? `${one[name]} · ${one.reference}` : '')} filterToQuery={(q: string) => ({ q })} validate={YES} fullWidth />
        </ReferenceInput>
      )}
    </>
  );
};

const Plan = () => (
  <>
    <Purpose />
    <MoneyInput source="amount_cents" validate={YES} />
    <TwoColumns>
      <DateInput source="from_day" validate={YES} />
      <DateInput source="until_day" validate={END} />
    </TwoColumns>
    <TextInput source="note" parse={(value: string) => value || null} validate={maxLength(2000)} multiline />
  </>
);

export const AllocationCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const given = Object.fromEntries([['lot_id', params.get('lot')], ['purpose_id', params.get('purpose')]].filter(([, id]) => id));
  return (
    <CreateFrame title={translate('money.new_allocation')} defaults={{ amount_cents: null, ...given }} transform={(data) => pick(data as RaRecord, FIELDS)}>
      <ReferenceInput source="lot_id" reference="lots" sort={{ field: 'number', order: 'DESC' }} filter={{ in_kind: false }} perPage={50}>
        <AutocompleteInput
          optionText={(lot) => (lot ? `${lot.number} · ${lot.funder} · ${lot.source}${lot.agreement_id ? `/${lot.position}` : ''}` : '')}
          filterToQuery={(q: string) => (/^\d+$/.test(q.trim()) ? { number: q.trim() } : {})} validate={YES} helperText="money.lot_help" fullWidth
        />
      </ReferenceInput>
      <Plan />
    </CreateFrame>
  );
};

// A plan can still change; of what is booked only the last day and the note.
const Change = () => {
  const translate = useTranslate();
  const record = useRecordContext<Allocation>();
  if (record?.state === 'planned') return <Plan />;
  return (
    <>
      <Alert severity="info" variant="outlined">{translate('money.booked_is_fixed')}</Alert>
      <DateInput source="until_day" validate={END} />
      <TextInput source="note" parse={(value: string) => value || null} validate={maxLength(2000)} multiline />
    </>
  );
};

export const AllocationEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame
      title={(record) => translate('money.edit_agreement', { reference: record.reference })}
      transform={(data) => pick(data as RaRecord, data.state === 'planned' ? FIELDS.slice(1) : ['until_day', 'note'])}
    >
      <Change />
    </EditFrame>
  );
};
