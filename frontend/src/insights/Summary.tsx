import { Alert, Box, ButtonBase, Typography } from '@mui/material';
import { useTheme } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import type { FunderPage, Opened } from './types';

interface Part {
  name: 'paid' | 'late' | 'asked' | 'unasked' | 'coming' | 'ended';
  cents: number;
  fill: string;
}

// One bar for the whole promise. Its parts stand below it with their amounts, and differ in pattern as well as in colour.
const Bar = ({ page }: { page: FunderPage }) => {
  const translate = useTranslate();
  const { palette } = useTheme();
  const { euro } = useFormats();
  const { figures } = page;
  const asked = page.due.filter((one) => one.invoice).reduce((sum, one) => sum + one.cents, 0) - figures.late_cents;
  const unasked = page.due.filter((one) => one.unasked).reduce((sum, one) => sum + one.cents, 0);
  const stripes = (colour: string) => `repeating-linear-gradient(45deg, ${colour} 0 3px, ${palette.background.paper} 3px 6px)`;
  const parts: Part[] = [
    { name: 'paid', cents: figures.received_cents, fill: palette.primary.main },
    { name: 'late', cents: figures.late_cents, fill: palette.error.main },
    { name: 'asked', cents: asked, fill: stripes(palette.primary.main) },
    { name: 'unasked', cents: unasked, fill: stripes(palette.divider) },
    { name: 'coming', cents: figures.open_cents - asked - unasked - figures.late_cents, fill: palette.divider },
    { name: 'ended', cents: figures.written_off_cents, fill: stripes(palette.text.secondary) },
  ];
  const shown = parts.filter((part) => part.cents > 0);
  const whole = shown.reduce((sum, part) => sum + part.cents, 0);
  if (whole === 0) return null;
  return (
    <>
      <Box aria-hidden sx={{ display: 'flex', gap: '2px', height: 14, borderRadius: 7, overflow: 'hidden', my: 1.5 }}>
        {shown.map((part) => <Box key={part.name} sx={{ width: `${(part.cents / whole) * 100}%`, minWidth: 4, background: part.fill }} />)}
      </Box>
      <Box component="ul" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.5, listStyle: 'none', m: 0, p: 0 }}>
        {shown.map((part) => (
          <Box component="li" key={part.name} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Box aria-hidden sx={{ width: 12, height: 12, borderRadius: '3px', background: part.fill, border: 1, borderColor: 'divider' }} />
            <Typography variant="body2">{translate(`insights.part.${part.name}`)} <strong>{euro(part.cents)}</strong></Typography>
          </Box>
        ))}
      </Box>
    </>
  );
};

const Figure = ({ label, value, below, onOpen, wide = false }: { label: string; value: string; below?: ReactNode; onOpen: () => void; wide?: boolean }) => {
  const translate = useTranslate();
  return (
    <ButtonBase
      focusRipple title={translate('insights.figure.opens')} onClick={onOpen}
      sx={{
        display: 'flex', flexDirection: 'column', alignItems: 'flex-start', justifyContent: 'flex-start', textAlign: 'left', px: 1.75, py: 1.25, border: 1,
        borderColor: 'divider', borderRadius: 2, bgcolor: 'background.paper', gridColumn: wide ? { xs: '1 / -1', md: 'auto' } : undefined, '&:hover': { borderColor: 'primary.main' },
      }}
    >
      <Typography component="span" variant="body2" color="text.secondary">{label}</Typography>
      <Typography component="span" sx={{ fontSize: { xs: '1.2rem', sm: '1.45rem' }, fontWeight: 650, lineHeight: 1.3 }}>{value}</Typography>
      <Typography component="span" variant="body2" color="text.secondary" sx={{ minHeight: '1.4em' }}>{below}</Typography>
    </ButtonBase>
  );
};

// The minute: how far the promise is, what comes next, and the four figures.
export const Summary = ({ page, onOpen }: { page: FunderPage; onOpen: (which: Opened) => void }) => {
  const translate = useTranslate();
  const { euro, date } = useFormats();
  const { figures } = page;
  const next = page.due.find((one) => !one.late && !one.unasked && !one.in_kind && !one.conditional);
  const say = (key: string, cents: number) => translate(`insights.figure.${key}`, { amount: euro(cents) });
  return (
    <Box component="section" aria-labelledby="summary" sx={{ mb: 2.5 }}>
      <Typography variant="h2" id="summary">{translate('insights.of_promised', { paid: euro(figures.received_cents), promised: euro(figures.promised_cents) })}</Typography>
      <Bar page={page} />
      {figures.late_cents > 0 && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1.5 }}>
          <strong>{translate('insights.late', { amount: euro(figures.late_cents) })}</strong> {translate('insights.late_help')}
        </Alert>
      )}
      {figures.overpaid_cents > 0 && (
        <Alert severity="info" variant="outlined" sx={{ mt: 1.5 }}>
          <strong>{translate('insights.overpaid_by', { amount: euro(figures.overpaid_cents) })}</strong> {translate('insights.overpaid_help')}
        </Alert>
      )}
      <Typography sx={{ mt: 1.5, fontWeight: 600 }}>
        {next ? translate('insights.next', { amount: euro(next.cents), day: date(next.due_on) }) : figures.open_cents === 0 && translate('insights.nothing_open')}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(5, 1fr)' }, gap: 1, mt: 1.5 }}>
        <Figure
          label={translate('insights.figure.promised')} value={euro(figures.promised_cents)} onOpen={() => onOpen('all')}
          below={figures.in_kind_promised_cents > 0 ? `+ ${say('in_kind', figures.in_kind_promised_cents)}` : translate('insights.figure.agreements', { smart_count: page.agreements.length })}
        />
        <Figure
          label={translate('insights.figure.paid')} value={euro(figures.received_cents)} onOpen={() => onOpen('paid')}
          below={[figures.rounded_cents !== 0 && say('rounded', figures.rounded_cents), figures.overpaid_cents > 0 && say('too_much', figures.overpaid_cents), figures.in_kind_accepted_cents > 0 && say('in_kind', figures.in_kind_accepted_cents)].filter(Boolean).map((part) => `+ ${String(part)}`).join(', ')}
        />
        <Figure
          label={translate('insights.figure.open')} value={euro(figures.open_cents)} onOpen={() => onOpen('open')}
          below={figures.late_cents > 0 && say('of_which_late', figures.late_cents)}
        />
        <Figure
          label={translate('insights.figure.used')} value={euro(figures.allocated_cents)} onOpen={() => onOpen('used')}
          below={[say('of_which_spent', figures.spent_cents), figures.reported_cents > 0 && say('of_which_reported', figures.reported_cents)].filter(Boolean).join(', ')}
        />
        {page.matching.length > 0 && (
          <Figure wide label={translate('insights.figure.matched')} value={euro(figures.matched_cents)} below={translate('insights.figure.by_ratio')} onOpen={() => document.getElementById('matched')?.scrollIntoView({ block: 'center' })} />
        )}
      </Box>
    </Box>
  );
};
