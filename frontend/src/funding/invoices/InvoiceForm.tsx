import { Alert, Box, Checkbox, Link, Typography } from '@mui/material';
import { useEffect, useMemo, useState } from 'react';
import { AutocompleteInput, DateInput, maxLength, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useGetList, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { today, useFormats } from '../../ui/format';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { Part, Row } from '../../ui/FormParts';
import { MoneyInput } from '../../ui/MoneyInput';
import { WHOLE } from '../../ui/RecordFrame';
import type { Agreement, Lot } from '../types';
import type { Invoice } from './types';

interface Asked {
  chosen: boolean;
  amount_cents: number | null;
  description_nl: string | null;
  description_en: string | null;
}

const LANGUAGES = [{ id: 'nl', name: 'invoices.language.nl' }, { id: 'en', name: 'invoices.language.en' }];
const YES = [required()];
const TEXT = maxLength(300);
const empty = (value: string) => value || null;
const isInMoney = (lot: Lot) => !lot.in_kind;

// Only what people may write travels; the lines as a whole.
const facts = (data: Record<string, unknown>) => {
  const lines = Object.entries((data.asked ?? {}) as Record<string, Asked>)
    .filter(([, line]) => line?.chosen)
    .map(([lot_id, { amount_cents, description_nl, description_en }]) => ({ lot_id, amount_cents, description_nl: description_nl || null, description_en: description_en || null }));
  return { due_on: data.due_on || null, ...(data.language ? { language: data.language } : {}), order_number: data.order_number || null, note: data.note || null, lines };
};

const ahead = (day?: string | null) => (day && day < today() ? 'invoices.due_past' : undefined);
// Said while it is typed: what has passed is never issued. Once saving was tried, the fields say it themselves.
const DuePast = () => {
  const translate = useTranslate();
  const { isSubmitted } = useFormState();
  const problem = ahead(useWatch({ name: 'due_on' }) as string | null);
  return problem && !isSubmitted ? <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>{translate(problem)}</Alert> : null;
};

const Facts = () => (
  <Part title="invoices.facts">
    <Row>
      <DateInput source="due_on" parse={empty} validate={ahead} helperText="invoices.due_help" />
      <SelectInput source="language" choices={LANGUAGES} helperText="invoices.language_help" />
      <TextInput source="order_number" parse={empty} validate={maxLength(100)} helperText="invoices.order_help" />
    </Row>
    <DuePast />
    <TextInput source="note" parse={empty} multiline minRows={2} validate={maxLength(1000)} helperText="invoices.note_help" fullWidth />
  </Part>
);

// The tranches of the agreement that are paid in money: tick what is asked, and how much of it.
const Lines = ({ agreement }: { agreement: string | undefined }) => {
  const translate = useTranslate();
  const { exact, date } = useFormats();
  const { setValue } = useFormContext();
  const { isSubmitted } = useFormState();
  const written = useWatch({ name: 'asked' }) as Record<string, Asked | undefined> | undefined;
  const asked = useMemo(() => written ?? {}, [written]);
  const invoice = useRecordContext<Invoice>();
  const { data: found } = useGetOne<Agreement>('agreements', { id: agreement ?? '', meta: WHOLE }, { enabled: Boolean(agreement) });
  const lots = found?.lots.filter(isInMoney) ?? [];
  // The form puts its defaults in place after its fields have been drawn: what is set before that is lost.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  // what is due first is what is asked for next, unless it waits for something
  useEffect(() => {
    if (!ready || !found || invoice?.id || Object.keys(asked).some((id) => found.lots.some((lot) => lot.id === id))) return;
    const next = found.lots.filter((lot) => isInMoney(lot) && lot.position.uninvoiced > 0 && !(lot.condition && !lot.condition_met_on)).sort((a, b) => a.due_on.localeCompare(b.due_on))[0];
    setValue('asked', next ? { [next.id]: { chosen: true, amount_cents: next.position.uninvoiced, description_nl: null, description_en: null } } : {});
  }, [ready, found, invoice?.id, asked, setValue]);
  const chosen = lots.filter((lot) => asked[lot.id]?.chosen);
  const sum = chosen.reduce((cents, lot) => cents + (typeof asked[lot.id]?.amount_cents === 'number' ? asked[lot.id]!.amount_cents! : 0), 0);
  const toggle = (lot: Lot) => {
    const now = asked[lot.id];
    setValue(`asked.${lot.id}`, now?.chosen ? { ...now, chosen: false } : { description_nl: null, description_en: null, ...now, chosen: true, amount_cents: now?.amount_cents ?? lot.position.uninvoiced }, { shouldDirty: true });
  };
  return (
    <Part title="invoices.tranches" help="invoices.tranches_help">
      {!agreement && <Typography variant="body2" color="text.secondary">{translate('invoices.choose_first')}</Typography>}
      {found && lots.every((lot) => lot.position.uninvoiced <= 0) && !invoice?.id && <Alert severity="info" variant="outlined">{translate('invoices.nothing_left')}</Alert>}
      {lots.map((lot) => {
        const line = asked[lot.id];
        const able = lot.position.uninvoiced > 0 || Boolean(line);
        const name = translate('invoices.tranche_number', { number: lot.tranche });
        const within = (cents: unknown) => (typeof cents === 'number' && cents > lot.position.uninvoiced ? { message: 'invoices.too_much', args: { amount: exact(lot.position.uninvoiced) } } : undefined);
        const more = line?.chosen && !isSubmitted && within(line.amount_cents);
        return (
          <Box key={lot.id} role="group" aria-label={name} sx={{ borderTop: 1, borderColor: 'divider', py: 1, opacity: able ? 1 : 0.6 }}>
            <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'auto 1fr', sm: 'auto 1fr 14rem' }, columnGap: 1.5, alignItems: 'start' }}>
              <Checkbox checked={Boolean(line?.chosen)} disabled={!able} onChange={() => toggle(lot)} slotProps={{ input: { 'aria-label': name } }} sx={{ mt: 0.25 }} />
              <Box sx={{ pt: 1 }}>
                <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
                <Typography variant="body2" color="text.secondary">
                  {translate('invoices.due', { day: date(lot.due_on) })} · {translate('invoices.to_invoice', { amount: exact(lot.position.uninvoiced) })}
                </Typography>
                {lot.condition && <Typography variant="body2" color="text.secondary">{lot.condition}{!lot.condition_met_on && ` – ${translate('invoices.condition_open')}`}</Typography>}
              </Box>
              {line?.chosen && (
                <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}>
                  <MoneyInput source={`asked.${lot.id}.amount_cents`} label="invoices.amount" name={translate('invoices.amount_of', { what: name })} validate={[...YES, within]} />
                </Box>
              )}
            </Box>
            {more && <Alert severity="warning" variant="outlined" sx={{ my: 1 }}>{translate(more.message, more.args)}</Alert>}
            {line?.chosen && (
              <Row>
                <TextInput source={`asked.${lot.id}.description_nl`} label="invoices.description_nl" parse={empty} validate={TEXT} helperText="invoices.description_help" />
                <TextInput source={`asked.${lot.id}.description_en`} label="invoices.description_en" parse={empty} validate={TEXT} helperText={false} />
              </Row>
            )}
          </Box>
        );
      })}
      {lots.length > 0 && (
        <Box role="status" sx={{ display: 'flex', justifyContent: 'space-between', borderTop: 1, borderColor: 'divider', pt: 1.25 }}>
          <Typography>{translate('invoices.together_of', { smart_count: chosen.length })}</Typography>
          <Typography sx={{ fontWeight: 600 }}>{exact(sum)}</Typography>
        </Box>
      )}
    </Part>
  );
};

// Without an address and a number by which the addressee is known, nothing can be validated: said before, not after.
const Billing = ({ funder }: { funder: string | undefined }) => {
  const translate = useTranslate();
  const { data } = useGetList('billing_details', { filter: { organisation_id: funder }, pagination: { page: 1, perPage: 1 }, sort: { field: 'legal_name', order: 'ASC' } }, { enabled: Boolean(funder) });
  if (!funder || !data || data.length > 0) return null;
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>
      {translate('invoices.no_billing')} <Link component={RouterLink} to={`/billing_details/create?organisation=${funder}`}>{translate('invoices.add_billing')}</Link>
    </Alert>
  );
};

const Fields = ({ given }: { given: boolean }) => {
  const agreement = useWatch({ name: 'agreement_id' }) as string | undefined;
  const { data: found } = useGetOne<Agreement>('agreements', { id: agreement ?? '', meta: WHOLE }, { enabled: Boolean(agreement) });
  return (
    <>
      <Billing funder={found?.funder_id} />
      <Part title="invoices.for_whom">
        <ReferenceInput source="agreement_id" reference="agreements" filter={{ state: 'active' }} sort={{ field: 'funder_sort_name', order: 'ASC' }}>
          <AutocompleteInput
            optionText={(record) => (record ? `${record.funder?.name ?? record.funder} · ${record.title} (${record.reference})` : '')}
            filterToQuery={(q: string) => ({ q })} validate={YES} readOnly={given} fullWidth
          />
        </ReferenceInput>
      </Part>
      <Lines agreement={agreement} />
      <Facts />
    </>
  );
};

export const InvoiceCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const agreement = params.get('agreement');
  return (
    <CreateFrame
      title={translate('invoices.new')} wide defaults={agreement ? { agreement_id: agreement } : {}}
      transform={(data) => ({ agreement_id: data.agreement_id, ...facts(data) }) as unknown as RaRecord}
    >
      <Fields given={Boolean(agreement)} />
    </CreateFrame>
  );
};

const byLot = (invoice: Invoice) =>
  Object.fromEntries(invoice.lines.map(({ lot_id, amount_cents, description_nl, description_en }) => [lot_id, { chosen: true, amount_cents, description_nl, description_en }]));

const Change = () => {
  const invoice = useRecordContext<Invoice>();
  return (
    <>
      <Billing funder={invoice?.funder_id} />
      <Lines agreement={invoice?.agreement_id} />
      <Facts />
    </>
  );
};

export const InvoiceEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame
      title={(record) => translate('invoices.edit', { reference: record.agreement?.reference ?? '' })} wide
      prepare={(record) => ({ ...record, asked: byLot(record as Invoice) })}
      transform={(data) => facts(data) as unknown as RaRecord}
    >
      <Change />
    </EditFrame>
  );
};
