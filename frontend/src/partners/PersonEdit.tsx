import { useTranslate } from 'react-admin';

import { EditFrame } from '../ui/FormFrame';
import { PersonForm } from './PersonForm';

const PersonEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('partners.edit_person', { name: record.name })}>
      <PersonForm />
    </EditFrame>
  );
};

export default PersonEdit;
