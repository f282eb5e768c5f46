import { Alert, Box, Button, Card, Stack, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import { dataProvider } from '../../app/dataProvider';
import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { LONGEST_REASON, problemText } from '../../ui/MovesBar';
import { PageSkeleton } from '../../ui/Page';
import type { Application } from '../types';
import { Grounds } from './Grounds';
import type { AskedAbout } from './types';

// An application is read only after its reader has said whether something stands between them and the applicant.
export const Asked = ({ application, onConflict, children }: { application: Pick<Application, 'id' | 'name'>; onConflict: () => void; children: ReactNode }) => {
  const may = useMay();
  const judges = may('review.write');
  const { data, isPending } = useQuery({
    queryKey: ['proposed-conflicts', application.id], enabled: judges,
    queryFn: async () => (await request<{ data: AskedAbout[] }>('GET', `/applications/${application.id}/proposed-conflicts`)).json.data,
  });
  if (!judges) return children;
  if (isPending) return <PageSkeleton />;
  if (!data?.length) return children;
  return <Question key={application.id} application={application} asked={data} onConflict={onConflict} />;
};

const Question = ({ application, asked, onConflict }: { application: Pick<Application, 'id' | 'name'>; asked: AskedAbout[]; onConflict: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []); // it stands instead of the page: the keyboard begins here
  const answer = async (move: 'confirm' | 'deny') => {
    setBusy(true);
    setRefused('');
    try {
      // one conflict is enough; that there is none is said of each
      for (const one of move === 'confirm' ? asked.slice(0, 1) : asked) await dataProvider.move('conflict_proposals', one.id, move, one.version, reason || undefined);
      notify('reviewing.asked.saved', { type: 'success' });
      if (move === 'confirm') onConflict();
      else await client.invalidateQueries({ queryKey: ['proposed-conflicts', application.id] });
      void client.invalidateQueries({ queryKey: ['todo'] });
    } catch (error) {
      setRefused(problemText(error));
      void client.invalidateQueries({ queryKey: ['proposed-conflicts', application.id] });
    }
    setBusy(false);
  };
  return (
    <Card component="section" aria-labelledby="asked" sx={{ p: { xs: 2, sm: 3 }, maxWidth: '46rem' }}>
      <Typography variant="h2" id="asked" ref={title} tabIndex={-1} gutterBottom sx={{ outline: 'none' }}>{translate('reviewing.asked.title')}</Typography>
      <Typography sx={{ mb: 1.5 }}>{translate('reviewing.asked.lead', { name: application.name })}</Typography>
      {asked.map(({ id, kind, grounds }) => <Grounds key={id} kind={kind} grounds={grounds} />)}
      <TextField
        fullWidth multiline minRows={2} sx={{ mt: 2 }} label={translate('reviewing.asked.reason')} helperText={translate('reviewing.asked.no_help')}
        value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: LONGEST_REASON } }}
      />
      {refused && <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>{translate(refused, { _: refused })}</Alert>}
      <Stack direction="row" flexWrap="wrap" gap={1} sx={{ mt: 1.5 }}>
        <Button variant="contained" disabled={busy || !reason.trim()} onClick={() => void answer('deny')}>{translate('reviewing.asked.no')}</Button>
        <Button variant="outlined" color="error" disabled={busy} aria-describedby="asked-yes" onClick={() => void answer('confirm')}>{translate('reviewing.asked.yes')}</Button>
      </Stack>
      <Box sx={{ mt: 1 }}><Typography variant="body2" color="text.secondary" id="asked-yes">{translate('reviewing.asked.yes')}: {translate('reviewing.asked.yes_help')}</Typography></Box>
    </Card>
  );
};
