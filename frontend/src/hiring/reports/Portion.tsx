import { Box } from '@mui/material';

// A part of a whole, in whole per cent, as a bar and in figures.
export const Portion = ({ percent }: { percent: number }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
    <Box aria-hidden sx={{ flex: 1, bgcolor: 'action.hover', borderRadius: 0.5 }}><Box sx={{ width: `${percent}%`, minWidth: percent ? 2 : 0, height: 14, bgcolor: 'primary.main', borderRadius: 0.5 }} /></Box>
    <Box component="span" sx={{ width: '3.2em', textAlign: 'right' }}>{percent} %</Box>
  </Box>
);
