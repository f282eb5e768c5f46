import { Alert, Button, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { maxLength, required, TextInput, useGetList, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Vacancy } from '../types';

interface Tag { reason: string; version: number; at: string; by: string | null }

// Is this post tagged for knowledge security, why, and who was checked for it?
const VacancySecurity = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const may = useMay();
  const { short } = useFormats();
  const [asking, setAsking] = useState(false);
  const path = `/vacancies/${vacancy.id}/knowledge-security`;
  const { data: tag, refetch, isPending } = useQuery({ queryKey: ['vacancies', 'security', vacancy.id], queryFn: () => request<Tag | null>('GET', path).then(({ json }) => json) });
  const { data: checks } = useGetList('security_checks', { filter: { vacancy_id: vacancy.id }, pagination: { page: 1, perPage: 50 }, sort: { field: 'created_at', order: 'DESC' } });
  if (isPending) return null;
  const write = may('security.tag');
  const remove = async () => {
    try {
      await request('DELETE', path, { version: tag!.version });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    void refetch();
  };
  return (
    <Panel title={translate('clearance.title')} id="security">
      {tag ? (
        <>
          <Alert severity="info" variant="outlined" sx={{ mb: 1 }}>{translate('clearance.tagged')}</Alert>
          <Typography sx={{ whiteSpace: 'pre-line', maxWidth: '44em' }}>{tag.reason}</Typography>
          <Typography variant="caption" color="text.secondary">{tag.by} · {short(tag.at)}</Typography>
        </>
      ) : (
        <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '44em' }}>{translate('clearance.not_tagged')}</Typography>
      )}
      {write && (
        <Stack direction="row" gap={1} sx={{ mt: 1.5 }}>
          <Button variant="outlined" size="small" onClick={() => setAsking(true)}>{translate(tag ? 'clearance.change_reason' : 'clearance.tag')}</Button>
          {tag && checks?.length === 0 && <Button size="small" color="error" onClick={() => void remove()}>{translate('clearance.untag')}</Button>}
        </Stack>
      )}
      {checks?.map((check) => (
        <Stack key={check.id} direction="row" gap={1} alignItems="center" sx={{ py: 0.75, mt: 1, borderTop: 1, borderColor: 'divider' }}>
          <Button size="small" component={RouterLink} to={`/security_checks/${check.id}/show`}>{check.name}</Button>
          <StateLabel state={check.state} label={translate(`clearance.state.${check.state}`)} />
          <Typography variant="body2" color="text.secondary">{check.reason}</Typography>
        </Stack>
      ))}
      {asking && (
        <DialogForm
          title={translate(tag ? 'clearance.change_reason' : 'clearance.tag')} onClose={() => setAsking(false)} defaults={{ reason: tag?.reason ?? '' }}
          onSubmit={async ({ reason }) => {
            await request('PUT', path, { body: { reason }, ...(tag ? { version: tag.version } : {}) });
            setAsking(false);
            void refetch();
          }}
        >
          <TextInput source="reason" label="clearance.why" multiline minRows={3} validate={[required(), maxLength(4000)]} helperText="clearance.reason_help" />
        </DialogForm>
      )}
    </Panel>
  );
};

export default VacancySecurity;
