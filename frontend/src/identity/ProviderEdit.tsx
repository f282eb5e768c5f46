import { useTranslate } from 'react-admin';

import { EditFrame } from '../ui/FormFrame';
import { ProviderForm } from './ProviderForm';

const ProviderEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('identity.edit_provider', { name: record.name })}>
      <ProviderForm />
    </EditFrame>
  );
};

export default ProviderEdit;
