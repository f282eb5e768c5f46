import { Box, Typography } from '@mui/material';
import { type RaRecord, useGetList, useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { AskButton } from './AskButton';
import { useDo } from './useDo';

export interface Session extends RaRecord {
  label: string | null;
  only_permissions: string[] | null;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  ended_at: string | null;
  current: boolean;
}

export const MySessions = () => {
  const translate = useTranslate();
  const { short, ago } = useFormats();
  const act = useDo();
  const { data } = useGetList<Session>('sessions', { pagination: { page: 1, perPage: 100 }, sort: { field: 'last_seen_at', order: 'DESC' }, filter: {} });
  const open = (data ?? []).filter((one) => new Date(one.expires_at) > new Date());
  return (
    <Panel title={translate('identity.my_sessions')} id="my-sessions">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {open.map((one) => (
          <Box
            component="li" key={one.id}
            sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="body2">{translate('identity.signed_in_at', { at: short(one.created_at) })}</Typography>
              <Typography variant="body2" color="text.secondary">
                {translate('identity.seen', { ago: ago(one.last_seen_at) })} · {translate('identity.ends_at', { at: short(one.expires_at) })}
              </Typography>
            </Box>
            {one.current ? (
              <StateLabel state="current" label={translate('identity.this_session')} />
            ) : (
              <AskButton
                label={translate('identity.end_session')} about={short(one.created_at)} question={translate('identity.end_session_question')}
                onYes={() => void act(`/sessions/${one.id}/end`, 'identity.session_ended')}
              />
            )}
          </Box>
        ))}
      </Box>
    </Panel>
  );
};
