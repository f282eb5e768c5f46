import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { AskButton } from './AskButton';
import { useCatalogue } from './catalogue';
import type { Session } from './MySessions';
import { NewToken } from './NewToken';
import { useDo } from './useDo';

const standingOf = (token: Session) => (token.ended_at ? 'revoked' : new Date(token.expires_at) <= new Date() ? 'expired' : 'works');

// Keys for scripts: each for some permissions and some days, its secret seen once.
export const MyTokens = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, ago } = useFormats();
  const { permissionTitle } = useCatalogue();
  const act = useDo();
  const [making, setMaking] = useState(false);
  const { data = [] } = useGetList<Session>('tokens', { pagination: { page: 1, perPage: 100 }, sort: { field: 'created_at', order: 'DESC' }, filter: {} });
  if (!may('token.own')) return null;
  return (
    <Panel title={translate('identity.my_tokens')} id="my-tokens">
      {data.length === 0 && <Typography variant="body2" color="text.secondary">{translate('identity.no_tokens')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((token) => {
          const stands = standingOf(token);
          return (
            <Box
              component="li" key={token.id}
              sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
            >
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{token.label}</Typography>
                <Typography variant="body2" color="text.secondary">{(token.only_permissions ?? []).map(permissionTitle).join(', ')}</Typography>
                <Typography variant="body2" color="text.secondary">
                  {translate('identity.expires', { at: date(token.expires_at) })}
                  {token.last_seen_at !== token.created_at && ` · ${translate('identity.used', { ago: ago(token.last_seen_at) })}`}
                </Typography>
              </Box>
              {stands === 'works' ? (
                <AskButton
                  label={translate('identity.revoke')} about={token.label ?? ''} question={translate('identity.revoke_question')}
                  onYes={() => void act(`/tokens/${token.id}/end`, 'identity.revoked')}
                />
              ) : (
                <StateLabel state="past" label={translate(`identity.token.${stands}`)} />
              )}
            </Box>
          );
        })}
      </Box>
      <Button variant="contained" sx={{ mt: 1.5 }} onClick={() => setMaking(true)}>{translate('identity.new_token')}</Button>
      {making && <NewToken onClose={() => setMaking(false)} />}
    </Panel>
  );
};
