import { Box, Button, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

// As the server takes it: what else is typed becomes a hyphen.
const viaOf = (typed: string) => typed.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join('-').slice(0, 40);

// A link for a place that is none of the channels: the report counts who came by it.
export const OwnLink = ({ path }: { path: string }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const [typed, setTyped] = useState('');
  const via = viaOf(typed);
  const link = `${window.location.origin}${path}?via=${via}`;
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => notify('careers.own_link_copied', { type: 'success' }),
      () => notify('careers.own_link_not_copied', { type: 'warning' }),
    );
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="h3" gutterBottom>{translate('careers.own_link')}</Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>{translate('careers.own_link_help')}</Typography>
      <TextField
        size="small" label={translate('careers.own_link_name')} value={typed} onChange={(event) => setTyped(event.target.value)} helperText={translate('careers.own_link_example')}
        slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }} sx={{ maxWidth: 320, width: '100%' }}
      />
      {via && (
        <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, gap: 1, alignItems: { sm: 'center' }, mt: 1 }}>
          <TextField
            size="small" fullWidth value={link} label={translate('careers.own_link_link')} onFocus={(event) => event.target.select()}
            slotProps={{ htmlInput: { readOnly: true, spellCheck: false } }}
          />
          <Button variant="outlined" onClick={() => void copy()}>{translate('careers.own_link_copy')}</Button>
        </Box>
      )}
    </Box>
  );
};
