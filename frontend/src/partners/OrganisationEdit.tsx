import { useTranslate } from 'react-admin';

import { EditFrame } from '../ui/FormFrame';
import { OrganisationForm } from './OrganisationForm';

const OrganisationEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('partners.edit_organisation', { name: record.name })}>
      <OrganisationForm />
    </EditFrame>
  );
};

export default OrganisationEdit;
