import { AutocompleteInput, email, maxLength, type RaRecord, ReferenceInput, regex, required, SelectInput, TextInput, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';

import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { Row } from '../../ui/FormParts';

const FACTS = ['legal_name', 'street', 'postal_code', 'city', 'country_code', 'kvk', 'oin', 'peppol_id', 'contact_name', 'email', 'language'];
const LANGUAGES = [{ id: 'nl', name: 'invoices.language.nl' }, { id: 'en', name: 'invoices.language.en' }];
const empty = (value: string) => value || null;
const pick = (data: RaRecord, more: string[] = []) => Object.fromEntries([...more, ...FACTS].filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;

const Fields = () => (
  <>
    <TextInput source="legal_name" validate={[required(), maxLength(300)]} helperText="invoices.legal_name_help" />
    <TextInput source="street" validate={[required(), maxLength(200)]} />
    <Row>
      <TextInput source="postal_code" validate={[required(), maxLength(20)]} />
      <TextInput source="city" validate={[required(), maxLength(100)]} />
      <TextInput source="country_code" validate={[required(), regex(/^[A-Z]{2}$/, 'invoices.country_help')]} helperText="invoices.country_help" />
    </Row>
    <Row>
      <TextInput source="kvk" parse={empty} validate={regex(/^[0-9]{8}$/, 'invoices.kvk_help')} helperText="invoices.kvk_help" />
      <TextInput source="oin" parse={empty} validate={regex(/^[0-9]{20}$/, 'invoices.oin_help')} helperText="invoices.oin_help" />
      <TextInput source="peppol_id" parse={empty} validate={regex(/^[0-9]{4}:[!-~]{1,50}$/, 'invoices.peppol_help')} helperText="invoices.peppol_help" />
    </Row>
    <Row>
      <TextInput source="contact_name" parse={empty} validate={maxLength(200)} />
      <TextInput source="email" type="email" validate={[required(), email(), maxLength(320)]} helperText="invoices.email_help" />
      <SelectInput source="language" choices={LANGUAGES} validate={required()} />
    </Row>
  </>
);

export const BillingCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const organisation = params.get('organisation');
  return (
    <CreateFrame
      title={translate('invoices.new_billing')} redirect="list" transform={(data) => pick(data as RaRecord, ['organisation_id'])}
      defaults={{ country_code: 'NL', language: 'nl', ...(organisation ? { organisation_id: organisation } : {}) }}
    >
      <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} validate={required()} readOnly={Boolean(organisation)} fullWidth />
      </ReferenceInput>
      <Fields />
    </CreateFrame>
  );
};

export const BillingEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('invoices.edit_billing', { name: record.legal_name })} redirect="list" transform={(data) => pick(data as RaRecord)}>
      <Fields />
    </EditFrame>
  );
};
