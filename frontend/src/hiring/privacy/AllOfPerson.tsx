import { Box, Button, Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import { API, request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Subject } from './types';

// Somebody asks what is kept of them: their applications over all vacancies, as one ZIP.
export const AllOfPerson = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const { of, short } = useFormats();
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState<Subject[] | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const find = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const { json } = await request<{ data: Subject[] }>('GET', `/subjects?q=${encodeURIComponent(wanted)}`);
      setFound(json.data);
      setChosen([]);
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
  };
  const take = async () => {
    try {
      const { json } = await request<{ path: string }>('POST', '/subjects', { body: { application_ids: chosen }, key: crypto.randomUUID() });
      window.location.assign(`${API}${json.path}`);
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
  };
  return (
    <Box sx={{ mt: 3 }}>
      <Panel title={translate('erasing.all_of')} id="all-of">
        <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '52em', mb: 1.5 }}>{translate('erasing.all_of_help')}</Typography>
        <Stack component="form" direction="row" gap={1} alignItems="center" flexWrap="wrap" onSubmit={(event) => void find(event)}>
          <TextField size="small" label={translate('erasing.find')} value={wanted} onChange={(event) => setWanted(event.target.value)} slotProps={{ htmlInput: { maxLength: 200 } }} sx={{ flex: '0 1 20rem' }} />
          <Button type="submit" variant="outlined" disabled={!wanted.trim()}>{translate('erasing.search')}</Button>
        </Stack>
        {found?.length === 0 && <Typography variant="body2" role="status" sx={{ mt: 1.5 }}>{translate('erasing.nobody')}</Typography>}
        {found && found.length > 0 && (
          <>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1.5, p: 0 }}>
              {found.map((one) => (
                <Box component="li" key={one.id} sx={{ borderTop: 1, borderColor: 'divider', py: 0.5 }}>
                  <FormControlLabel
                    control={<Checkbox size="small" checked={chosen.includes(one.id)} onChange={(_, on) => setChosen(on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))} slotProps={{ input: { 'aria-label': translate('erasing.choose', { reference: `${one.reference} ${one.name}` }) } }} />}
                    label={<><Box component="span" sx={{ fontWeight: 600 }}>{one.name}</Box> <StateLabel state={one.stage} /><Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{[one.reference, one.email, of(one, 'title'), short(one.submitted_at)].filter(Boolean).join(' · ')}</Typography></>}
                  />
                </Box>
              ))}
            </Box>
            <Button variant="outlined" sx={{ mt: 1 }} disabled={chosen.length === 0} onClick={() => void take()}>{translate('erasing.take')}</Button>
          </>
        )}
      </Panel>
    </Box>
  );
};
