import { TextInput, email, maxLength, required } from 'react-admin';

import { orcidIsRight } from './rules';

const name = [required(), maxLength(500)];
const orcid = (value?: string | null) => (value && !orcidIsRight(value) ? 'partners.orcid_wrong' : undefined);

export const PersonForm = () => (
  <>
    <TextInput source="name" validate={name} helperText="partners.name_help" />
    <TextInput source="sort_name" label="partners.sort_name" validate={maxLength(500)} helperText="partners.sort_name_help" />
    <TextInput source="orcid" validate={orcid} helperText="partners.orcid_help" />
    <TextInput source="email" type="email" validate={[email(), maxLength(320)]} />
  </>
);
