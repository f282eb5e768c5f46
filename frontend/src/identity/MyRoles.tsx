import { Box, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useMe } from '../app/session';
import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { useCatalogue } from './catalogue';
import { lastMoment } from './periods';
import { Scope } from './Scope';

// Which role opened what: a person may hold several, and sees the union.
export const MyRoles = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const { roles, coming = [] } = useMe();
  const { ready, role, roleTitle, permissionTitle } = useCatalogue();
  const everyone = { id: 'everyone', role: 'everyone', scope_kind: null, scope_id: null, from: null, until: null };
  return (
    <Panel title={translate('identity.my_roles')} id="my-roles">
      {!ready && <Skeleton variant="rounded" height={160} />}
      {ready && [...roles, ...coming, everyone].map((one) => (
        <Box key={one.id} sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0, pt: 0 } }}>
          <Typography variant="h3" sx={{ '&::first-letter': { textTransform: 'uppercase' } }}>{roleTitle(one.role)}</Typography>
          {one.from && (
            <Typography variant="body2" color="text.secondary">
              <Scope kind={one.scope_kind} id={one.scope_id} name={one.scope} />
              {' · '}
              {one.until
                ? translate('identity.from_until', { from: date(one.from), until: date(lastMoment(one.until)) })
                : translate(coming.some(({ id }) => id === one.id) ? 'identity.starting' : 'identity.since', { from: date(one.from) })}
            </Typography>
          )}
          <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.25, columns: { sm: 2 }, columnGap: 3 }}>
            {(role(one.role)?.permissions ?? []).map((name) => (
              <Typography component="li" variant="body2" key={name} title={name} sx={{ breakInside: 'avoid' }}>{permissionTitle(name)}</Typography>
            ))}
          </Box>
        </Box>
      ))}
    </Panel>
  );
};
