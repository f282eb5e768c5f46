import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import type { Ground } from './types';

// What the rules found, in words, with when.
export const Grounds = ({ kind, grounds }: { kind: string; grounds: Ground[] }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {grounds.map(({ what, from, until, times }) => (
        <Typography component="li" variant="body2" key={what + from} sx={{ overflowWrap: 'anywhere' }}>
          {times > 1
            ? translate('reviewing.ground.coauthor_more', { what, smart_count: times - 1 })
            : translate(`reviewing.ground.${kind}`, { what })}
          {(from || until) && <Typography component="span" variant="body2" color="text.secondary"> ({[date(from), date(until)].join(' – ')})</Typography>}
        </Typography>
      ))}
    </Box>
  );
};
