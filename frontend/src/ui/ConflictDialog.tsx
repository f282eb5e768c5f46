import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { useTranslate } from 'react-admin';

export interface Clash {
  name: string;
  label: string;
  mine: unknown;
  theirs: unknown;
  untouched?: boolean; // nothing was typed here: the other's text is the only one
}

const shown = (value: unknown) =>
  value === null || value === undefined || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);

interface Props {
  clashes: Clash[];
  onChosen: (mine: Set<string>) => void; // the names of the fields whose own value stands
  onClose: () => void;
  own?: boolean; // what nobody else writes: it was another window of one's own
}

// Somebody wrote while this form was open: both texts, field by field, and a choice for each. Nothing is lost meanwhile.
export const ConflictDialog = ({ clashes, onChosen, onClose, own = false }: Props) => {
  const translate = useTranslate();
  const id = useId();
  const [mine, setMine] = useState(() => new Set(clashes.filter(({ untouched }) => !untouched).map(({ name }) => name)));
  const choose = (name: string, stands: boolean) => {
    const next = new Set(mine);
    if (stands) next.add(name);
    else next.delete(name);
    setMine(next);
  };
  const text = (words: string, value: unknown) => (
    <Box sx={{ py: 0.5 }}>
      <Typography variant="caption" color="text.secondary">{translate(words)}</Typography>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 180, overflow: 'auto' }}>{shown(value)}</Typography>
    </Box>
  );
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby={id} onClose={onClose}>
      <DialogTitle id={id}>{translate(own ? 'ui.conflict_own_title' : 'ui.conflict_title')}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom>{translate('ui.conflict_text')}</Typography>
        {clashes.map(({ name, label, mine: typed, theirs }) => (
          <Box key={name} sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}>
            <Typography variant="h3" id={`${id}-${name}`}>{label}</Typography>
            <RadioGroup
              aria-labelledby={`${id}-${name}`} value={mine.has(name) ? 'mine' : 'theirs'} onChange={(_event, value) => choose(name, value === 'mine')}
              sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 2, '& .MuiFormControlLabel-root': { alignItems: 'flex-start', m: 0 } }}
            >
              <FormControlLabel value="theirs" control={<Radio size="small" />} label={text(own ? 'ui.conflict_own_theirs' : 'ui.conflict_theirs', theirs)} />
              <FormControlLabel value="mine" control={<Radio size="small" />} label={text(own ? 'ui.conflict_own_mine' : 'ui.conflict_mine', typed)} />
            </RadioGroup>
          </Box>
        ))}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" onClick={() => onChosen(mine)}>{translate('ui.conflict_go_on')}</Button>
      </DialogActions>
    </Dialog>
  );
};
