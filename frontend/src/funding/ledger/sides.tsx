import { TableCell } from '@mui/material';

import { Amount } from '../parts';

// Debit left, credit right: the sign of an amount is the column that it stands in.
export const Sides = ({ cents }: { cents: number }) => (
  <>
    <TableCell align="right"><Amount cents={cents > 0 ? cents : 0} nothing={cents === 0 ? '–' : ''} /></TableCell>
    <TableCell align="right"><Amount cents={cents < 0 ? -cents : 0} nothing="" /></TableCell>
  </>
);
