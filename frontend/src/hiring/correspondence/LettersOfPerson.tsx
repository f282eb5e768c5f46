import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Link, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { useMailState } from '../../operations/useMailState';
import { useFormats } from '../../ui/format';
import { Panel } from '../../ui/parts';
import type { Application } from '../types';
import { Paper } from './parts';
import type { Language, Letter } from './types';

const UNSENT = ['refused', 'gave_up'];

// All that was written to this person, over all their applications that I may see: newest first.
const LettersOfPerson = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const may = useMay();
  const said = useMailState();
  const { short, of } = useFormats();
  const [open, setOpen] = useState<Letter | null>(null);
  const [again, setAgain] = useState<Letter | null>(null);
  const { data = [] } = useQuery({
    queryKey: ['applications', 'letters', application.id, application.version],
    queryFn: () => request<{ data: Letter[] }>('GET', `/applications/${application.id}/letters`).then(({ json }) => json.data),
  });
  if (data.length === 0) return null;
  return (
    <Panel title={translate('hiring.letters')} id="letters">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((letter) => (
          <Box component="li" key={letter.id} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            {letter.text === null ? (
              <Typography variant="body2">{letter.subject}</Typography>
            ) : (
              <Link component="button" type="button" variant="body2" lang={letter.language} onClick={() => setOpen(letter)} sx={{ textAlign: 'left', overflowWrap: 'anywhere' }}>{letter.subject}</Link>
            )}
            <Typography variant="caption" display="block" color={UNSENT.includes(letter.state) ? 'error' : 'text.secondary'}>
              {short(letter.at)} · {said(letter.state)}{UNSENT.includes(letter.state) && ` (${letter.to})`}
              {letter.application_id !== application.id && <> · <Link component={RouterLink} to={`/applications/${letter.application_id}/show`}>{of(letter, 'vacancy')}</Link></>}
            </Typography>
            {UNSENT.includes(letter.state) && may('letter.write') && <Button size="small" onClick={() => setAgain(letter)}>{translate('letters.send_again')}</Button>}
          </Box>
        ))}
      </Box>
      {open && (
        <Dialog open onClose={() => setOpen(null)} fullWidth maxWidth="sm" aria-label={open.subject}>
          <DialogContent><Paper of={{ subject: open.subject, text: open.text ?? '' }} lang={open.language as Language} /></DialogContent>
          <DialogActions><Button onClick={() => setOpen(null)}>{translate('ra.action.close')}</Button></DialogActions>
        </Dialog>
      )}
      {again && <Again application={application} letter={again} onClose={() => setAgain(null)} />}
    </Panel>
  );
};

// What did not arrive goes once more, to an address that works.
const Again = ({ application, letter, onClose }: { application: Application; letter: Letter; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const client = useQueryClient();
  const [email, setEmail] = useState(application.email ?? '');
  const [refused, setRefused] = useState('');
  const send = async () => {
    try {
      await request('POST', `/applications/${letter.application_id}/letters/${letter.id}/send-again`, { body: { email: email.trim() || null } });
    } catch (error) {
      return setRefused((error as Error).message);
    }
    await client.invalidateQueries({ queryKey: ['applications', 'letters'] });
    refresh();
    onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="again-title">
      <DialogTitle id="again-title">{translate('letters.send_again')}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ mb: 2 }}>{translate('letters.again_help', { email: letter.to })}</Typography>
        <TextField fullWidth type="email" label={translate('resources.applications.fields.email')} value={email} onChange={(event) => setEmail(event.target.value)} slotProps={{ htmlInput: { maxLength: 320 } }} />
        {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{refused}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={!email.trim()} onClick={() => void send()}>{translate('letters.send_again')}</Button>
      </DialogActions>
    </Dialog>
  );
};

export default LettersOfPerson;
