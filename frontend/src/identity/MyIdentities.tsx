import { Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';

import { request } from '../app/http';
import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { AskButton } from './AskButton';
import { useDo } from './useDo';

interface Identity {
  id: string;
  provider: string | null;
  issuer: string;
  last_sign_in_at: string | null;
}

// The services that I can sign in with; the last one cannot be forgotten.
export const MyIdentities = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const act = useDo();
  const { data = [], refetch } = useQuery({
    queryKey: ['me', 'identities'],
    queryFn: () => request<{ data: Identity[] }>('GET', '/me/identities').then(({ json }) => json.data),
  });
  if (data.length === 0) return null;
  return (
    <Panel title={translate('identity.my_identities')} id="my-identities">
      {data.map((one) => (
        <Box key={one.id} sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 0.5 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography variant="body2">{one.provider ?? one.issuer}</Typography>
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
              {one.last_sign_in_at ? translate('identity.last_sign_in', { at: short(one.last_sign_in_at) }) : translate('identity.never_signed_in')}
            </Typography>
          </Box>
          {data.length > 1 && (
            <AskButton
              label={translate('identity.unlink')} about={one.provider ?? one.issuer} question={translate('identity.unlink_question')}
              onYes={() => void act(`/me/identities/${one.id}/unlink`, 'identity.unlinked').then(() => refetch())}
            />
          )}
        </Box>
      ))}
    </Panel>
  );
};
