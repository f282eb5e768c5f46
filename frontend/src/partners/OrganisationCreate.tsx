import { useTranslate } from 'react-admin';

import { CreateFrame } from '../ui/FormFrame';
import { OrganisationForm } from './OrganisationForm';

const OrganisationCreate = () => (
  <CreateFrame title={useTranslate()('partners.new_organisation')} defaults={{ kind: 'university', aliases: [], acronyms: [], country_code: 'NL' }}>
    <OrganisationForm />
  </CreateFrame>
);

export default OrganisationCreate;
