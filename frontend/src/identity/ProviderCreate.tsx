import { useTranslate } from 'react-admin';

import { CreateFrame } from '../ui/FormFrame';
import { ProviderForm } from './ProviderForm';

const STARTING = { client_authentication: 'client_secret_basic', scopes: 'openid profile email', enabled: true };

const ProviderCreate = () => (
  <CreateFrame title={useTranslate()('identity.new_provider')} defaults={STARTING}>
    <ProviderForm fresh />
  </CreateFrame>
);

export default ProviderCreate;
