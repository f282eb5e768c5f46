import { useTranslate } from 'react-admin';

import { CreateFrame } from '../ui/FormFrame';
import { PersonForm } from './PersonForm';

const PersonCreate = () => (
  <CreateFrame title={useTranslate()('partners.new_person')}>
    <PersonForm />
  </CreateFrame>
);

export default PersonCreate;
