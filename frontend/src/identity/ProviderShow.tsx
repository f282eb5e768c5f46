import { Box, Link as MuiLink, Typography } from '@mui/material';
import { EditButton, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../app/session';
import { Fact, Panel } from '../ui/parts';
import { RecordFrame } from '../ui/RecordFrame';
import { StateLabel } from '../ui/StateLabel';
import { useCatalogue } from './catalogue';

type Claims = Record<string, string[]>;

interface Provider {
  id: string;
  name: string;
  key: string;
  organisation_id: string | null;
  issuer: string;
  client_id: string;
  client_authentication: string;
  scopes: string;
  allowed_tenants: string[] | null;
  required_claims: Claims;
  admission: Claims;
  default_role: string | null;
  enabled: boolean;
  audience: string;
}

const ProviderShow = () => {
  const translate = useTranslate();
  const may = useMay();
  return (
    <RecordFrame
      title={(record) => record.name} actions={may('provider.write') && <EditButton variant="contained" />}
      label={(record) => <StateLabel state={record.enabled ? 'current' : 'off'} label={translate(record.enabled ? 'identity.on' : 'identity.off')} />}
      below={(record) => <Typography color="text.secondary">{record.issuer}</Typography>}
    >
      <Facts />
      <Trust />
    </RecordFrame>
  );
};

const Facts = () => {
  const translate = useTranslate();
  const record = useRecordContext<Provider>();
  const { data: organisation } = useGetOne('organisations', { id: record?.organisation_id ?? '' }, { enabled: Boolean(record?.organisation_id) });
  if (!record) return null;
  const field = (name: string) => translate(`resources.identity_providers.fields.${name}`);
  return (
    <Panel title={translate('identity.facts')} id="facts">
      <Box component="dl" sx={{ m: 0 }}>
        {organisation && <Fact label={field('organisation_id')}><MuiLink component={Link} to={`/organisations/${organisation.id}/show`}>{organisation.name}</MuiLink></Fact>}
        <Fact label={field('audience')}>{translate(`identity.audience.${record.audience}`)}</Fact>
        <Fact label={field('key')}>{record.key}</Fact>
        <Fact label={field('issuer')}>{record.issuer}</Fact>
        {record.audience === 'applicants' && <Fact label={translate('identity.returns_to')}>{`${window.location.origin}/apply/orcid/callback`}</Fact>}
        <Fact label={field('client_id')}>{record.client_id}</Fact>
        <Fact label={field('client_authentication')}>{translate(`identity.authentication.${record.client_authentication}`)}</Fact>
        <Fact label={field('scopes')}>{record.scopes}</Fact>
      </Box>
    </Panel>
  );
};

const Trust = () => {
  const translate = useTranslate();
  const { roleTitle } = useCatalogue();
  const record = useRecordContext<Provider>();
  if (record?.audience !== 'staff') return null; // nobody gets in by it
  const said = (claims: Claims) => Object.entries(claims).map(([claim, values]) => translate('identity.any_of', { claim, values: values.join(', ') })).join('; ');
  const field = (name: string) => translate(`resources.identity_providers.fields.${name}`);
  return (
    <Panel title={translate('identity.provider_trust')} id="trust">
      <Box component="dl" sx={{ m: 0 }}>
        {record.allowed_tenants && <Fact label={field('allowed_tenants')}>{record.allowed_tenants.join(', ')}</Fact>}
        {Object.keys(record.required_claims).length > 0 && <Fact label={translate('identity.required_claims')}>{said(record.required_claims)}</Fact>}
        <Fact label={translate('identity.admission')}>{record.default_role ? said(record.admission) : translate('identity.only_invited')}</Fact>
        {record.default_role && <Fact label={field('default_role')}>{roleTitle(record.default_role)}</Fact>}
      </Box>
    </Panel>
  );
};

export default ProviderShow;
