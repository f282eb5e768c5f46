import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useMailState } from '../../operations/useMailState';
import { useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import { OPEN, type Reference } from './types';

// How far a reference is: its state, until when, and whether our last mail arrived.
export const Standing = ({ reference }: { reference: Reference }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const said = useMailState();
  const bounced = reference.mail === 'refused' || reference.mail === 'gave_up';
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, alignItems: 'center' }}>
      <StateLabel state={reference.late ? 'late' : reference.state} label={reference.late ? translate('references.late') : undefined} />
      <Typography variant="body2" color="text.secondary">
        {reference.due_at && (OPEN.includes(reference.state) || reference.state === 'expired') && translate('references.until', { date: date(reference.due_at) })}
        {reference.answered_at && date(reference.answered_at)}
      </Typography>
      {bounced && reference.state !== 'received' && <Typography variant="body2" color="error">{translate('references.bounced', { state: said(reference.mail!) })}</Typography>}
    </Box>
  );
};
