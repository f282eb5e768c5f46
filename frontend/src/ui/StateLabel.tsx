import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';

const TONES: Record<string, string> = {
  named: '#6b7773', asked: '#a06a13', reminded: '#a06a13', received: '#0f7a5a',
  draft: '#6b7773', approved: '#5b6f9a', published: '#0f7a5a', closed: '#6b7773', decided: '#5b6f9a', archived: '#6b7773',
  submitted: '#5b6f9a', eligible: '#4b7f8f', ineligible: '#9b4a3c', longlisted: '#4b7f8f', shortlisted: '#3f7d6b',
  interview: '#7a5ea8', selected: '#0f7a5a', offered: '#a06a13', hired: '#0f7a5a', rejected: '#9b4a3c', withdrawn: '#6b7773',
  sent: '#a06a13', accepted: '#0f7a5a', declined: '#9b4a3c', expired: '#6b7773', queued: '#a06a13', refused: '#9b4a3c', gave_up: '#9b4a3c',
  under_signature: '#a06a13', active: '#0f7a5a', fulfilled: '#0f7a5a', defaulted: '#9b4a3c', terminated: '#6b7773', in_force: '#0f7a5a', superseded: '#6b7773',
  applied: '#5b6f9a', granted: '#4b7f8f', advance_received: '#4b7f8f', accounted: '#5b6f9a', determined: '#0f7a5a', settled: '#0f7a5a', repaid: '#6b7773',
  planned: '#5b6f9a', booked: '#0f7a5a', released: '#6b7773', late: '#9b4a3c', reversed: '#9b4a3c', reversal: '#a06a13',
  imported: '#5b6f9a', proposed: '#a06a13', matched: '#0f7a5a', locked: '#6b7773', set_aside: '#6b7773', new: '#0f7a5a', known: '#6b7773', held: '#a06a13',
  drafted: '#6b7773', solved: '#a06a13', confirmed: '#0f7a5a', discarded: '#6b7773', signing: '#a06a13', signed: '#0f7a5a',
  funded: '#4b7f8f', vacant: '#a06a13', filled: '#0f7a5a', cancelled: '#6b7773',
  looked: '#5b6f9a', ordered: '#a06a13', done: '#0f7a5a', upheld: '#0f7a5a', dismissed: '#6b7773',
  current: '#0f7a5a', coming: '#5b6f9a', past: '#6b7773', unconfirmed: '#a06a13', ending: '#a06a13', open: '#5b6f9a', replaced: '#6b7773', ended: '#6b7773', invited: '#a06a13', no_show: '#9b4a3c', redeemed: '#0f7a5a', off: '#6b7773',
};

// A state as a quiet coloured mark with its word: never by colour alone.
export const StateLabel = ({ state, label }: { state?: string; label?: string }) => {
  const translate = useTranslate();
  if (!state) return null;
  return (
    <Chip
      size="small"
      variant="outlined"
      icon={<span aria-hidden style={{ width: 8, height: 8, borderRadius: 8, background: TONES[state] ?? '#6b7773', marginLeft: 8 }} />}
      label={label ?? translate(`state.${state}`)}
      sx={{ borderColor: 'divider', height: 24 }}
    />
  );
};
