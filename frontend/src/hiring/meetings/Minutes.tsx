import { Box, Button, Link, Typography } from '@mui/material';
import { useState } from 'react';
import { maxLength, TextInput, useLocaleState, useNotify, useRefresh, useTranslate } from 'react-admin';

import { API, request } from '../../app/http';
import { Draft } from '../../ui/Draft';
import { draftKey, dropDraft } from '../../ui/drafts';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { Panel } from '../../ui/parts';
import type { Meeting } from './types';
import { useRecords, useWrite } from './useMeeting';

// The minutes in their versions. One person makes them, another approves.
export const Minutes = ({ meeting }: { meeting: Meeting }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  const [locale] = useLocaleState();
  const records = useRecords(meeting.vacancy_id);
  const { write, waits } = useWrite(meeting);
  const [writing, setWriting] = useState(false);
  const held = meeting.state === 'held';
  const may = records && held;
  const language = locale === 'nl' ? 'nl' : 'en';
  const other = language === 'nl' ? 'en' : 'nl';
  const make = (wanted: string) => void write('POST', '/minutes', { language: wanted }, 'meetings.minutes_made');
  const status = held ? meeting.minutes_status : null;
  return (
    <Panel title={translate('meetings.minutes')} id="minutes">
      {meeting.remarks && <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', mb: 1 }}>{meeting.remarks}</Typography>}
      {may && <Button size="small" sx={{ mb: 1, ml: -0.5 }} onClick={() => setWriting(true)}>{translate(meeting.remarks ? 'meetings.change_remarks' : 'meetings.write_remarks')}</Button>}
      {meeting.versions.map(({ number, language: written, at, by, document_id, remade_at, sha256, approved_at, approved_by }) => (
        <Box key={number} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
          {document_id ? (
            <Link href={`${API}/documents/${document_id}/content`} download variant="body2" fontWeight={600}>{translate('meetings.version', { number })} (PDF, {written.toUpperCase()})</Link>
          ) : (
            <Typography variant="body2" fontWeight={600}>{translate('meetings.version', { number })}: {translate('meetings.being_remade')}</Typography>
          )}
          <Typography variant="body2" color="text.secondary">{translate('meetings.made_by', { name: by ?? '–', at: short(at) })}</Typography>
          {approved_at && <Typography variant="body2">{translate('meetings.approved_by', { name: approved_by ?? '–', at: short(approved_at) })}</Typography>}
          {remade_at && <Typography variant="body2">{translate('meetings.remade', { at: short(remade_at) })}</Typography>}
          {sha256 && <Typography variant="caption" color="text.secondary" component="div" sx={{ overflowWrap: 'anywhere' }}>SHA-256 {sha256}</Typography>}
        </Box>
      ))}
      {status && <Typography variant="body2" color={status === 'stale' ? 'warning.main' : 'text.secondary'} sx={{ my: 1 }}>{translate(`meetings.status.${status}`)}</Typography>}
      {may && status !== 'hidden' && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button size="small" variant="outlined" disabled={waits} onClick={() => make(language)}>{translate(status === 'none' ? 'meetings.make_minutes' : 'meetings.make_again')}</Button>
          <Button size="small" disabled={waits} onClick={() => make(other)}>{translate(`meetings.in_${other}`)}</Button>
        </Box>
      )}
      {writing && <Remarks meeting={meeting} onClose={() => setWriting(false)} />}
    </Panel>
  );
};

const Remarks = ({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const draft = draftKey('meeting_remarks', meeting.id, meeting.version);
  const save = async ({ remarks }: Record<string, unknown>) => {
    await request('PATCH', `/meetings/${meeting.id}`, { body: { remarks: remarks ?? '' }, version: meeting.version });
    dropDraft(draft);
    notify('meetings.remarks_kept', { type: 'success' });
    onClose();
    refresh();
  };
  return (
    <DialogForm title={translate('resources.meetings.fields.remarks')} defaults={{ remarks: meeting.remarks }} onClose={onClose} onSubmit={save}>
      <Draft name={draft} />
      <TextInput source="remarks" label="resources.meetings.fields.remarks" multiline minRows={6} validate={maxLength(20_000)} helperText="meetings.remarks_help" />
    </DialogForm>
  );
};
