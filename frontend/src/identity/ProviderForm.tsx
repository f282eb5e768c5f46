import { AutocompleteInput, BooleanInput, ReferenceInput, SelectInput, TextArrayInput, TextInput, maxLength, regex, required, useTranslate } from 'react-admin';

import { useWatch } from 'react-hook-form';

import { TwoColumns } from '../ui/FormFrame';
import { useFormats } from '../ui/format';
import { useCatalogue } from './catalogue';

const AUTHENTICATION = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'];
const ADMINISTRATORS = ['system_administrator', 'partner_administrator']; // nobody becomes one by signing in
const key = [required(), regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'identity.key_wrong')];
const issuer = [required(), regex(/^https?:\/\//, 'identity.issuer_wrong'), maxLength(500)];
const secret = regex(/^[A-Z0-9_]{1,60}$/, 'identity.secret_wrong');

// The key and the issuer are what external identities hang on: they are chosen once.
export const ProviderForm = ({ fresh = false }: { fresh?: boolean }) => {
  const translate = useTranslate();
  const { say } = useFormats();
  const { grantable } = useCatalogue();
  const applicants = useWatch({ name: 'audience' }) === 'applicants';
  const roles = grantable.filter((role) => !role.scope && !ADMINISTRATORS.includes(role.name)).map((role) => ({ id: role.name, name: say(role.title) }));
  return (
    <>
      {fresh && <SelectInput source="audience" choices={['staff', 'applicants'].map((id) => ({ id, name: `identity.audience.${id}` }))} validate={required()} helperText={applicants ? translate('identity.orcid_help', { address: `${window.location.origin}/apply/orcid/callback` }) : false} />}
      <TextInput source="name" validate={[required(), maxLength(200)]} />
      {fresh && <TextInput source="key" validate={key} helperText="identity.key_help" />}
      {fresh && <TextInput source="issuer" type="url" validate={issuer} helperText="identity.issuer_help" />}
      {!applicants && <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} helperText="partners.search_organisations" />
      </ReferenceInput>}
      <TextInput source="client_id" validate={[required(), maxLength(500)]} />
      <TwoColumns>
        <SelectInput source="client_authentication" choices={AUTHENTICATION.map((id) => ({ id, name: `identity.authentication.${id}` }))} validate={required()} />
        {!applicants && <TextInput source="scopes" validate={[required(), maxLength(300)]} />}
      </TwoColumns>
      <TextInput source="client_secret_ref" validate={secret} helperText="identity.secret_help" />
      {!applicants && <TextArrayInput source="allowed_tenants" helperText="identity.tenants_help" />}
      {!applicants && <SelectInput source="default_role" choices={roles} translateChoice={false} helperText="identity.default_role_help" />}
      <BooleanInput source="enabled" />
    </>
  );
};
