import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormHelperText, TextField } from '@mui/material';
import { useState } from 'react';
import { CheckboxGroupInput, SelectInput, TextInput, maxLength, minLength, required, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../app/http';
import { useMe } from '../app/session';
import { DialogForm } from '../ui/FormFrame';
import { useCatalogue } from './catalogue';

const DAYS = [7, 30, 90, 365];

export const NewToken = ({ onClose }: { onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { permissions, scoped } = useMe();
  const { permissionTitle } = useCatalogue();
  const [secret, setSecret] = useState<string | null>(null);
  if (secret) return <Secret secret={secret} onClose={onClose} />;
  // a token never holds more than its owner, and never makes other tokens
  const held = [...new Set([...permissions, ...Object.keys(scoped ?? {})])].filter((name) => name && name !== 'token.own').sort();
  return (
    <DialogForm
      title={translate('identity.new_token')} submit="identity.make_token" onClose={onClose} defaults={{ days: 30, scope: [] }}
      onSubmit={async ({ label, scope, days }) => {
        const { json } = await request<{ token: string }>('POST', '/tokens', { body: { label, scope, days: Number(days) } });
        setSecret(json.token);
        refresh();
      }}
    >
      <TextInput source="label" label="identity.token_label" helperText="identity.token_label_help" validate={[required(), maxLength(200)]} />
      <SelectInput
        source="days" label="identity.token_days" validate={required()} translateChoice={false}
        choices={DAYS.map((days) => ({ id: days, name: translate('identity.days', { smart_count: days }) }))}
      />
      <Box sx={{ '& .MuiFormGroup-root': { display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' } } }}>
        <CheckboxGroupInput
          source="scope" label="identity.token_scope" validate={[required(), minLength(1)]} translateChoice={false}
          choices={held.map((name) => ({ id: name, name: permissionTitle(name) }))}
        />
      </Box>
    </DialogForm>
  );
};

// The only time that it is seen; closing is meant.
const Secret = ({ secret, onClose }: { secret: string; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => notify('identity.copied', { type: 'success' }),
      () => notify('identity.not_copied', { type: 'warning' }),
    );
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="secret-title">
      <DialogTitle id="secret-title">{translate('identity.token_made')}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('identity.token_once')}</Alert>
        <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, gap: 1, alignItems: { sm: 'center' } }}>
          <TextField
            value={secret} fullWidth label={translate('identity.token_secret')} onFocus={(event) => event.target.select()}
            slotProps={{ htmlInput: { readOnly: true, spellCheck: false, style: { fontFamily: 'monospace' } } }}
          />
          <Button variant="contained" onClick={() => void copy()}>{translate('identity.copy')}</Button>
        </Box>
        <FormHelperText sx={{ overflowWrap: 'anywhere' }}>{translate('identity.token_use')}</FormHelperText>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{translate('identity.token_close')}</Button></DialogActions>
    </Dialog>
  );
};
