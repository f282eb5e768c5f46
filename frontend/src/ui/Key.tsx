import { Box } from '@mui/material';
import type { ReactNode } from 'react';

// A key of the keyboard, as a hint.
export const Key = ({ children }: { children: ReactNode }) => (
  <Box
    component="kbd"
    sx={{ font: 'inherit', fontSize: '0.75rem', border: 1, borderColor: 'divider', borderRadius: 1, px: 0.6, color: 'text.secondary', whiteSpace: 'nowrap' }}
  >
    {children}
  </Box>
);
