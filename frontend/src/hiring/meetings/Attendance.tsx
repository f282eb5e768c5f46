import { Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

import { Panel } from '../../ui/parts';
import type { Meeting } from './types';
import { useRecords, useWrite } from './useMeeting';

// Who is of the committee, and once the meeting is open, who is there.
export const Attendance = ({ meeting }: { meeting: Meeting }) => {
  const translate = useTranslate();
  const records = useRecords(meeting.vacancy_id);
  const { write, waits } = useWrite(meeting);
  const there = meeting.people.filter(({ presence }) => presence === 'present').map(({ account_id }) => account_id);
  const [chosen, setChosen] = useState<string[] | null>(null); // until it is kept
  const editing = records && meeting.state === 'held';
  const shown = chosen ?? there;
  const unkept = chosen !== null || (editing && meeting.people.some(({ presence }) => presence === null));
  const toggle = (id: string) => setChosen(shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]);
  const keep = async () => {
    await write('PUT', '/attendance', { present: shown }, 'meetings.attendance_kept');
    setChosen(null);
  };
  return (
    <Panel title={translate(meeting.state === 'planned' ? 'hiring.committee' : 'meetings.attendance')} id="attendance">
      {meeting.people.length === 0 && <Typography variant="body2" color="text.secondary">{translate('meetings.no_committee')}</Typography>}
      {meeting.people.map(({ account_id, name, role, presence }) => {
        const label = <>{name} <Typography component="span" variant="body2" color="text.secondary">{role && translate(`hiring.role.${role}`)}</Typography></>;
        return editing ? (
          <FormControlLabel key={account_id} label={label} sx={{ display: 'flex' }} control={<Checkbox size="small" checked={shown.includes(account_id)} onChange={() => toggle(account_id)} />} />
        ) : (
          <Box key={account_id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.5 }}>
            <Typography variant="body2" component="span">{label}</Typography>
            {presence && <Typography variant="body2" component="span" color="text.secondary">{translate(`meetings.presence.${presence}`)}</Typography>}
          </Box>
        );
      })}
      {editing && unkept && <Button variant="outlined" size="small" disabled={waits} sx={{ mt: 1 }} onClick={() => void keep()}>{translate('meetings.keep_attendance')}</Button>}
    </Panel>
  );
};
