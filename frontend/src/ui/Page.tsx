import { Box, Skeleton, Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';

interface HeadProps {
  title: string;
  above?: ReactNode; // where this belongs, as a line of links
  label?: ReactNode; // state
  below?: ReactNode;
  actions?: ReactNode;
}

// The top of every page: what it is, in which state, and what one can do. Also the name of the browser's tab.
export const PageHead = ({ title, above, label, below, actions }: HeadProps) => {
  useEffect(() => {
    document.title = `${title} · Polder`;
  }, [title]);
  return (
    <Box sx={{ mb: 2.5 }}>
      {above && <Typography component="div" variant="body2" color="text.secondary" sx={{ mb: 0.5 }}>{above}</Typography>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, rowGap: 1 }}>
        <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>{title}</Typography>
        {label}
        <Box sx={{ flex: 1 }} />
        {actions}
      </Box>
      {below && <Box sx={{ mt: 1.25 }}>{below}</Box>}
    </Box>
  );
};

export const PageSkeleton = () => (
  <Box aria-busy sx={{ opacity: 0, animation: 'show 150ms 300ms forwards', '@keyframes show': { to: { opacity: 1 } } }}>
    <Skeleton width={280} height={44} />
    <Skeleton variant="rounded" height={120} sx={{ my: 2 }} />
    <Skeleton variant="rounded" height={220} />
  </Box>
);
