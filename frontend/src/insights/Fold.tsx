import ExpandIcon from '@mui/icons-material/ExpandMore';
import { Box, ButtonBase } from '@mui/material';
import { type ReactNode, useState } from 'react';

// A line that opens what is behind it.
export const Fold = ({ id, head, children }: { id: string; head: ReactNode; children: ReactNode }) => {
  const [open, setOpen] = useState(false);
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <ButtonBase
        focusRipple aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}
        sx={{ width: '100%', display: 'flex', gap: 1, alignItems: 'flex-start', textAlign: 'left', py: 1.25, borderRadius: 1, '&:hover': { bgcolor: 'action.hover' } }}
      >
        {head}
        <ExpandIcon aria-hidden sx={{ color: 'text.secondary', flex: 'none', transform: open ? 'rotate(180deg)' : undefined }} />
      </ButtonBase>
      <Box id={id} hidden={!open} sx={{ pb: 1.5, pl: { xs: 1.5, sm: 2 }, ml: 0.5, borderLeft: 2, borderColor: 'divider' }}>{open && children}</Box>
    </Box>
  );
};
