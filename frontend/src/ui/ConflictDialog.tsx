import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { useTranslate } from 'react-admin';

export interface Clash {
  name: string;
  label: string;
  mine: string; // as the page writes it
  theirs: string;
  untouched?: boolean; // nothing was typed here: the other's stays, without a choice
}

interface Props {
  clashes: Clash[];
  onChosen: (mine: Set<string>) => void; // the names of the fields whose own value stands
  onClose: () => void;
  whose?: 'other' | 'own' | 'drafts'; // somebody else's, saved by me in another window, or not saved by me either
}

// Somebody wrote while this form was open: both texts, field by field, and a choice for each. Nothing is lost meanwhile.
export const ConflictDialog = ({ clashes, onChosen, onClose, whose = 'other' }: Props) => {
  const translate = useTranslate();
  const id = useId();
  const asked = clashes.filter(({ untouched }) => !untouched);
  const others = clashes.filter(({ untouched }) => untouched).map(({ label, theirs }) => `${label} (${theirs || '–'})`);
  const [mine, setMine] = useState(() => new Set(asked.map(({ name }) => name)));
  const choose = (name: string, stands: boolean) => {
    const next = new Set(mine);
    if (stands) next.add(name);
    else next.delete(name);
    setMine(next);
  };
  const text = (side: string, value: string) => (
    <Box sx={{ py: 0.5 }}>
      <Typography variant="caption" color="text.secondary">{translate(side)}</Typography>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 180, overflow: 'auto' }}>{value || '–'}</Typography>
    </Box>
  );
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby={id} onClose={onClose}>
      <DialogTitle id={id}>{translate(`ui.conflict_${whose}_title`)}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom>{translate(asked.length > 0 ? 'ui.conflict_text' : 'ui.conflict_none')}</Typography>
        {asked.map(({ name, label, mine: typed, theirs }) => (
          <Box key={name} sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}>
            <Typography variant="h3" id={`${id}-${name}`}>{label}</Typography>
            <RadioGroup
              aria-labelledby={`${id}-${name}`} value={mine.has(name) ? 'mine' : 'theirs'} onChange={(_event, value) => choose(name, value === 'mine')}
              sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 2, '& .MuiFormControlLabel-root': { alignItems: 'flex-start', m: 0 } }}
            >
              <FormControlLabel value="theirs" control={<Radio size="small" />} label={text(`ui.conflict_${whose}_theirs`, theirs)} />
              <FormControlLabel value="mine" control={<Radio size="small" />} label={text(`ui.conflict_${whose}_mine`, typed)} />
            </RadioGroup>
          </Box>
        ))}
        {others.length > 0 && <Typography variant="body2" color="text.secondary">{translate('ui.conflict_others', { what: others.join(', ') })}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" onClick={() => onChosen(mine)}>{translate('ui.conflict_go_on')}</Button>
      </DialogActions>
    </Dialog>
  );
};
