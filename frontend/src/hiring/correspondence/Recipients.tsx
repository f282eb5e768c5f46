import CloseIcon from '@mui/icons-material/Close';
import { Box, Button, Chip, Dialog, DialogActions, DialogContent, DialogTitle, IconButton, Link, Skeleton, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMailState } from '../../operations/useMailState';
import { useFormats } from '../../ui/format';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { InLanguages, NAMES } from './parts';
import type { Language, Mailing, Recipient, Written } from './types';

const AT_ONCE = 100;

// Who gets what: the language, the subject and how it begins; and, once it was sent, what became of it.
export const Recipients = ({ mailing }: { mailing: Mailing }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [shown, setShown] = useState<Recipient | null>(null);
  const [sought, setSought] = useState('');
  const [most, setMost] = useState(AT_ONCE);
  const { data } = useQuery({
    queryKey: ['mailings', 'recipients', mailing.id, mailing.version, mailing.recipients],
    queryFn: () => request<{ data: Recipient[] }>('GET', `/mailings/${mailing.id}/recipients`).then(({ json }) => json.data),
  });
  if (!data) return <Skeleton variant="rounded" height={160} />;
  const draft = mailing.state === 'draft';
  const found = data.filter(({ name, email }) => `${name} ${email ?? ''}`.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()));
  const without = data.filter(({ reached }) => !reached).length;
  const before = draft ? data.filter((one) => one.before).length : 0;
  const remove = async (one: Recipient) => {
    try {
      await request('DELETE', `/mailings/${mailing.id}/recipients/${one.application_id}`);
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    refresh();
  };
  return (
    <Panel title={translate('letters.who_gets_what')} id="recipients">
      <Typography variant="body2" color="text.secondary" gutterBottom>
        {[translate('letters.to', { smart_count: data.length }), without && translate('letters.without_address', { smart_count: without }), before && translate('letters.had_before', { smart_count: before })].filter(Boolean).join(' · ')}
      </Typography>
      {data.length > 20 && <TextField size="small" label={translate('letters.find')} value={sought} onChange={(event) => setSought(event.target.value)} sx={{ my: 1, width: { xs: '100%', sm: '22rem' } }} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {found.slice(0, most).map((one) => <Line key={one.application_id} one={one} draft={draft} onShow={() => setShown(one)} onRemove={() => void remove(one)} />)}
      </Box>
      {found.length > most && <Button onClick={() => setMost(most + AT_ONCE)} sx={{ mt: 1 }}>{translate('letters.more', { smart_count: found.length - most })}</Button>}
      {shown && <Whole mailing={mailing} one={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
};

const Line = ({ one, draft, onShow, onRemove }: { one: Recipient; draft: boolean; onShow: () => void; onRemove: () => void }) => {
  const translate = useTranslate();
  const said = useMailState();
  const { short } = useFormats();
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gridTemplateColumns: { xs: '1fr', md: '15rem 1fr' }, columnGap: 2 }}>
        <Box sx={{ minWidth: 0 }}>
          <Link component={RouterLink} to={`/applications/${one.application_id}/show`} color="text.primary" underline="hover" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{one.name}</Link>
          <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{one.email ?? one.reference}</Typography>
        </Box>
        <Box sx={{ minWidth: 0 }}>
          {one.subject && (
            <Link component="button" type="button" onClick={onShow} variant="body2" sx={{ textAlign: 'left', overflowWrap: 'anywhere' }} lang={one.language ?? undefined}>{one.subject}</Link>
          )}
          {one.first && <Typography variant="body2" color="text.secondary" lang={one.language ?? undefined} sx={{ overflowWrap: 'anywhere' }}>{one.first}</Typography>}
          <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', mt: 0.5 }}>
            {one.language && <Chip size="small" variant="outlined" label={NAMES[one.language]} lang={one.language} />}
            {!one.reached && <Chip size="small" variant="outlined" color="warning" label={translate('letters.no_address')} />}
            {draft && one.before && <Chip size="small" variant="outlined" color="warning" label={translate('letters.before', { when: short(one.before) })} />}
            {one.state && <StateLabel state={one.state} label={said(one.state)} />}
          </Box>
        </Box>
      </Box>
      {draft && <IconButton size="small" sx={{ alignSelf: 'start' }} aria-label={translate('letters.take_off', { name: one.name })} onClick={onRemove}><CloseIcon fontSize="small" /></IconButton>}
    </Box>
  );
};

const Whole = ({ mailing, one, onClose }: { mailing: Mailing; one: Recipient; onClose: () => void }) => {
  const { data } = useQuery({
    queryKey: ['mailings', 'recipient', mailing.id, mailing.version, one.application_id],
    queryFn: () => request<Record<Language, Written | null>>('GET', `/mailings/${mailing.id}/recipients/${one.application_id}`).then(({ json }) => json),
  });
  const translate = useTranslate();
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="whole-title">
      <DialogTitle id="whole-title">{one.name}</DialogTitle>
      <DialogContent>{data ? <InLanguages texts={data} first={one.language} /> : <Skeleton height={160} />}</DialogContent>
      <DialogActions><Button onClick={onClose}>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
};
