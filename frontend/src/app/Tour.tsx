import { Box, Button, Paper, Popper, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useEffect, useState } from 'react';
import { useStore, useTranslate } from 'react-admin';

import { useMe } from './session';

// What each step points at: the first element that is there and visible.
const STEPS = [
  { name: 'todo', at: '[data-tour="todo"] section, [data-tour="todo"]' },
  { name: 'menu', at: '[data-tour="/vacancies"]' },
  { name: 'find', at: '[data-tour="find"]' },
  { name: 'moves', at: null },
  { name: 'account', at: '[data-tour="account"]' },
];

const visible = (selector: string | null) =>
  selector ? ([...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.offsetParent !== null) ?? null) : null;

// Five steps at the first visit. It stands beside the work, not in front of it: everything stays usable, Escape ends it.
export const Tour = () => {
  const translate = useTranslate();
  const [seen, setSeen] = useStore(`tour.${useMe().account.id}`, false);
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const [step, setStep] = useState(0);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const now = STEPS[step]!;

  useEffect(() => {
    if (seen) return;
    const timer = window.setTimeout(() => setAnchor(visible(now.at)), step === 0 ? 600 : 0);
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setSeen(true);
    window.addEventListener('keydown', onKey);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
    };
  }, [seen, setSeen, now, step]);

  if (seen) return null;
  const last = step === STEPS.length - 1;
  const card = (
    <Paper
      role="dialog" aria-label={translate('tour.title')} variant="outlined"
      sx={{ p: 2, width: { sm: 320 }, borderColor: 'primary.main', m: 1 }}
    >
      <Typography variant="caption" color="text.secondary">{translate('tour.step', { step: step + 1, steps: STEPS.length })}</Typography>
      <Typography variant="h3" component="h2" gutterBottom>{translate(`tour.${now.name}.title`)}</Typography>
      <Typography variant="body2" aria-live="polite">{translate(`tour.${now.name}.text`)}</Typography>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', mt: 1.5 }}>
        <Button size="small" color="inherit" onClick={() => setSeen(true)}>{translate('tour.skip')}</Button>
        <Button size="small" variant="outlined" onClick={() => (last ? setSeen(true) : setStep(step + 1))}>
          {translate(last ? 'tour.done' : 'tour.next')}
        </Button>
      </Box>
    </Paper>
  );
  if (narrow) return <Box sx={{ mb: 2, mx: -1 }}>{card}</Box>; // no room beside the work: above it
  if (anchor) return <Popper open anchorEl={anchor} placement="bottom-start" sx={{ zIndex: 30 }} modifiers={[{ name: 'flip', enabled: true }]}>{card}</Popper>;
  return <Box sx={{ position: 'fixed', right: 16, bottom: 16, zIndex: 30 }}>{card}</Box>;
};
