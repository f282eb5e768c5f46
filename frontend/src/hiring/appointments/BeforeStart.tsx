import { Box, Button, Link, Menu, MenuItem, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { today, useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { StateLabel } from '../../ui/StateLabel';
import { type Appointment, CHECK_KINDS } from './types';

// What has to be done before the start: each line leads to its page, where it is completed.
export const BeforeStart = ({ appointment, write }: { appointment: Appointment; write: boolean }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { date } = useFormats();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const missing = CHECK_KINDS.filter((kind) => !appointment.checks.some((check) => check.kind === kind));
  const open = appointment.checks.filter(({ required, state }) => required && state === 'open').length;
  const add = async (kind: string) => {
    setAnchor(null);
    try {
      await request('POST', `/appointments/${appointment.id}/checks`, { body: { kind } });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    refresh();
  };
  return (
    <>
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate(open ? 'appointments.starts_when' : 'appointments.all_done', { smart_count: open })}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {appointment.checks.map((check) => {
          const late = check.state === 'open' && check.due_on < today();
          return (
            <Box
              component="li" key={check.id}
              sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', sm: 'minmax(0, 3fr) minmax(0, 2fr) auto' }, gap: 1, alignItems: 'center', py: 0.75, borderTop: 1, borderColor: 'divider' }}
            >
              <Box sx={{ minWidth: 0 }}>
                <Link component={RouterLink} variant="body2" to={`/appointment_checks/${check.id}/show`}>{translate(`appointments.kind.${check.kind}`)}</Link>
                {!check.required && <Typography component="span" variant="body2" color="text.secondary"> · {translate('appointments.optional')}</Typography>}
                {check.reason && <Typography variant="body2" sx={{ fontStyle: 'italic' }}>“{check.reason}”</Typography>}
              </Box>
              <Typography variant="body2" color={late ? 'error' : 'text.secondary'} sx={{ gridRow: { xs: 2, sm: 'auto' } }}>
                {check.owner ?? translate('appointments.no_owner')} · {translate(late ? 'appointments.was_due' : 'appointments.by_day', { day: date(check.due_on) })}
              </Typography>
              <StateLabel state={check.state} label={translate(`appointments.check_state.${check.state}`)} />
            </Box>
          );
        })}
      </Box>
      {write && missing.length > 0 && (
        <>
          <Button size="small" aria-haspopup="menu" sx={{ mt: 1 }} onClick={(event) => setAnchor(event.currentTarget)}>{translate('appointments.add_check')}</Button>
          <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
            {missing.map((kind) => <MenuItem key={kind} onClick={() => void add(kind)}>{translate(`appointments.kind.${kind}`)}</MenuItem>)}
          </Menu>
        </>
      )}
    </>
  );
};
