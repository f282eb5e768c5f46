import { Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Link, Radio, RadioGroup, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import type { Ground, Other } from './types';
import { useJudge } from './useJudge';

const CLOSED = ['withdrawn', 'rejected', 'ineligible', 'hired'];

export const Grounds = ({ of, twice }: { of: Ground[]; twice: boolean }) => {
  const translate = useTranslate();
  const said = translate('duplicates.shares', { what: of.map((one) => translate(`duplicates.ground.${one}`)).join(', ') });
  return <Typography variant="body2" color={twice ? 'warning.main' : 'text.secondary'} sx={twice ? { fontWeight: 600 } : undefined}>{twice ? `${translate('duplicates.twice')} · ${said}` : said}</Typography>;
};

// Another application: who, which, where it stands.
export const OtherLine = ({ of }: { of: Other }) => {
  const { of: said, short } = useFormats();
  return (
    <>
      <Link component={RouterLink} to={`/applications/${of.application_id}/show`} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{of.name}</Link>{' '}
      <StateLabel state={of.stage} />
      <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {[of.reference, said(of, 'vacancy'), short(of.submitted_at), of.email].filter(Boolean).join(' · ')}
      </Typography>
    </>
  );
};

// The two buttons of a proposal. Of two to one vacancy it is asked which one counts.
export const Judge = ({ one, other, same_vacancy }: { one: Pick<Other, 'application_id' | 'reference' | 'stage' | 'submitted_at'>; other: Other; same_vacancy: boolean }) => {
  const translate = useTranslate();
  const judge = useJudge();
  const { short } = useFormats();
  const [asking, setAsking] = useState(false);
  const [keep, setKeep] = useState('');
  const path = `/applications/${one.application_id}/same-person`;
  const say = (verdict: string, keep_id: string | null = null) => judge(path, { other_id: other.application_id, verdict, keep_id });
  const choose = same_vacancy && ![one.stage, other.stage].some((stage) => CLOSED.includes(stage));
  return (
    <>
      <Button size="small" onClick={() => (choose ? setAsking(true) : void say('same'))}>{translate('duplicates.same')}</Button>
      <Button size="small" color="inherit" onClick={() => void say('different')}>{translate('duplicates.different')}</Button>
      {asking && (
        <Dialog open onClose={() => setAsking(false)} fullWidth maxWidth="sm" aria-labelledby="which-title">
          <DialogTitle id="which-title">{translate('duplicates.which')}</DialogTitle>
          <DialogContent>
            <Typography variant="body2" gutterBottom>{translate('duplicates.which_help')}</Typography>
            <RadioGroup value={keep} onChange={(event) => setKeep(event.target.value)} aria-labelledby="which-title">
              {[one, other].map(({ application_id, reference, submitted_at }) => <FormControlLabel key={application_id} value={application_id} control={<Radio />} label={`${reference} · ${short(submitted_at)}`} />)}
            </RadioGroup>
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>{translate('ra.action.cancel')}</Button>
            <Button variant="contained" disabled={!keep} onClick={() => void say('same', keep).then((refused) => setAsking(Boolean(refused)))}>{translate('ui.confirm')}</Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
};
