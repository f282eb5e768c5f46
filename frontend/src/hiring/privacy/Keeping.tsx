import { Box, Button, Link, Stack, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { maxLength, RecordContextProvider, required, TextInput, useGetList, useGetOne, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { WHOLE } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import type { Application } from '../types';
import { TakeUp } from './TakeUp';
import type { Kept } from './types';

const OPEN = ['submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered', 'hired'];

// For how long an application is kept: consent, an objection, the day on which it goes; afterwards, the proof. Nothing while it is open.
const Keeping = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const may = useMay();
  const client = useQueryClient();
  const { date, short } = useFormats();
  const [noting, setNoting] = useState(false);
  const closed = !OPEN.includes(application.stage);
  const { data } = useQuery({
    queryKey: ['erasure_runs', 'of', application.id, application.version], enabled: closed,
    queryFn: () => request<Kept>('GET', `/applications/${application.id}/privacy`).then(({ json }) => json),
  });
  const { data: objections, refetch } = useGetList('objections', { filter: { application_id: application.id }, pagination: { page: 1, perPage: 5 }, sort: { field: 'created_at', order: 'DESC' } }, { enabled: closed });
  if (!data || !objections) return null;
  const [last] = data.consents;
  const open = objections.some(({ state }) => state === 'open');
  const lines = [
    open ? translate('erasing.not_due') : data.requested_on ? translate('erasing.asked_on', { when: date(data.requested_on) }) : data.due_on && translate('erasing.due_on', { when: date(data.due_on) }),
    last && !data.erased && (last.withdrawn_at ? translate('erasing.consent.withdrawn', { when: date(last.withdrawn_at) }) : last.until ? translate('erasing.consent.until', { when: date(last.until) }) : last.asked_at && translate('erasing.consent.asked', { when: date(last.asked_at) })),
  ].filter(Boolean);
  return (
    <Panel title={translate('erasing.keeping')} id="keeping">
      {data.erased && (
        <Typography variant="body2">
          {translate('erasing.erased_on', { when: short(data.erased.at) })}
          {may('erasure.read') && <> · <Link component={RouterLink} to={`/erasure_runs/${data.erased.run_id}/show`}>{translate('erasing.proof', { run: data.erased.run })}</Link></>}
        </Typography>
      )}
      {!data.erased && lines.map((line) => <Typography key={String(line)} variant="body2">{line}</Typography>)}
      {objections.map(({ id }) => <OneObjection key={id} id={id} />)}
      {!data.erased && data.decided && !open && may('objection.open') && <Button size="small" sx={{ mt: 1 }} onClick={() => setNoting(true)}>{translate('erasing.note_objection')}</Button>}
      {noting && (
        <DialogForm
          title={translate('erasing.note_objection')} onClose={() => setNoting(false)} defaults={{ text: '' }}
          onSubmit={async ({ text }) => {
            await request('POST', '/objections', { body: { application_id: application.id, text }, key: crypto.randomUUID() });
            setNoting(false);
            void refetch();
            void client.invalidateQueries({ queryKey: ['erasure_runs'] });
          }}
        >
          <TextInput source="text" label="erasing.objection" multiline minRows={3} validate={[required(), maxLength(4000)]} helperText="erasing.objection_help" />
        </DialogForm>
      )}
    </Panel>
  );
};

const OneObjection = ({ id }: { id: string | number }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  const { data } = useGetOne('objections', { id, meta: WHOLE });
  if (!data) return null;
  return (
    <RecordContextProvider value={data}>
      <Box sx={{ mt: 1.5 }}>
        <Stack direction="row" gap={1} alignItems="center" flexWrap="wrap">
          <Typography variant="body2" sx={{ fontWeight: 600 }}>{translate('erasing.objection')}</Typography>
          <StateLabel state={data.state} label={translate(`erasing.objection_state.${data.state}`)} />
          <Typography variant="body2" color="text.secondary">{short(data.created_at)}</Typography>
        </Stack>
        <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', my: 0.5 }}>{data.text}</Typography>
        {data.about.settled?.reason && <Typography variant="body2" color="text.secondary" sx={{ whiteSpace: 'pre-line' }}>{data.about.settled.reason}</Typography>}
        <MovesBar resource="objections" quiet asks={() => translate('erasing.reason_is_read')} />
        <TakeUp />
      </Box>
    </RecordContextProvider>
  );
};

export default Keeping;
