import { AutocompleteInput, DateInput, SelectInput, TextArrayInput, TextInput, maxLength, regex, required } from 'react-admin';

import { TwoColumns } from '../ui/FormFrame';
import { useCountries } from './parts';
import { kinds } from './rules';

const name = [required(), maxLength(500)];
const website = regex(/^https?:\/\//, 'partners.website_wrong');
const kvk = regex(/^\d{8}$/, 'partners.kvk_wrong');
const lei = regex(/^[A-Z0-9]{20}$/, 'partners.lei_wrong');

export const OrganisationForm = () => (
  <>
    <TextInput source="name" validate={name} />
    <TwoColumns>
      <SelectInput source="kind" choices={kinds.map((id) => ({ id, name: `partners.kind.${id}` }))} validate={required()} />
      <TextArrayInput source="acronyms" helperText="partners.names_help" />
    </TwoColumns>
    <TextArrayInput source="aliases" helperText="partners.names_help" />
    <TwoColumns>
      <TextInput source="city" validate={maxLength(200)} />
      <AutocompleteInput source="country_code" choices={useCountries()} />
      <TextInput source="website" type="url" validate={website} />
      <TextInput source="kvk" validate={kvk} />
      <TextInput source="vat_number" validate={maxLength(20)} />
      <TextInput source="lei" validate={lei} />
      <DateInput source="member_from" />
      <DateInput source="member_until" />
    </TwoColumns>
  </>
);
