import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import type { Right } from '../types';

// What the funder may ask for, with the field, the term and the days to answer; ended rights below, in grey.
export const Rights = ({ rights }: { rights: Right[] }) => {
  const translate = useTranslate();
  const { date, of } = useFormats();
  if (rights.length === 0) return <Typography variant="body2" color="text.secondary">{translate('money.no_rights')}</Typography>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rights.map((right) => (
        <Box key={right.id} component="li" sx={{ borderTop: 1, borderColor: 'divider', py: 1, '&:first-of-type': { borderTop: 0, pt: 0 }, opacity: right.valid_until ? 0.8 : 1 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>{of(right, 'name')}</Typography>
          <Typography variant="body2" color="text.secondary">
            {[
              right.field, right.term_months && translate('money.months', { smart_count: right.term_months }),
              right.response_days && translate('money.response', { smart_count: right.response_days }),
              translate(right.valid_until ? 'money.period' : 'money.since', { from: date(right.valid_from), until: date(right.valid_until) }),
            ].filter(Boolean).join(' · ')}
          </Typography>
          {right.note && <Typography variant="body2">{right.note}</Typography>}
        </Box>
      ))}
    </Box>
  );
};
