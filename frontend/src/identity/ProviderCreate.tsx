import { useTranslate } from 'react-admin';

import { CreateFrame } from '../ui/FormFrame';
import { ProviderForm } from './ProviderForm';

const STARTING = { client_authentication: 'client_secret_basic', scopes: 'openid profile email', enabled: true, audience: 'staff' };

// ORCID tells an iD and a name; nobody gets a role by it.
const asSent = ({ organisation_id, default_role, allowed_tenants, scopes, ...given }: Record<string, unknown>) =>
  given.audience === 'applicants' ? { ...given, scopes: 'openid' } : { ...given, organisation_id, default_role, allowed_tenants, scopes };

const ProviderCreate = () => (
  <CreateFrame title={useTranslate()('identity.new_provider')} defaults={STARTING} transform={asSent}>
    <ProviderForm fresh />
  </CreateFrame>
);

export default ProviderCreate;
