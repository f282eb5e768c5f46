import AddIcon from '@mui/icons-material/Add';
import { Box, Button, Divider, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

// A part of a long form, under its own heading.
export const Part = ({ title, help, children }: { title: string; help?: string; children: ReactNode }) => {
  const translate = useTranslate();
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, mb: 2, minWidth: 0 }}>
      <Typography component="legend" variant="h2" sx={{ p: 0, mb: 0.5 }}>{translate(title)}</Typography>
      {help && <Typography variant="body2" color="text.secondary" gutterBottom>{translate(help)}</Typography>}
      {children}
      <Divider sx={{ mt: 2 }} />
    </Box>
  );
};

export const Pair = ({ children }: { children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, columnGap: 3 }}>{children}</Box>
);

export const Row = ({ children }: { children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fit, minmax(190px, 1fr))' }, columnGap: 2, rowGap: 0.5, mb: 1, alignItems: 'start' }}>{children}</Box>
);

export const AddLine = ({ label, onAdd }: { label: string; onAdd: () => void }) => {
  const translate = useTranslate();
  return <Button size="small" startIcon={<AddIcon />} onClick={onAdd}>{translate(label)}</Button>;
};
