import { Box, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';

import { today, useFormats } from '../../ui/format';
import { type Invoice, OPEN_STATES } from './types';

const DAY = 86_400_000;
const daysUntil = (day: string) => Math.round((Date.parse(day) - Date.parse(today())) / DAY);

// The day, and what it means today: late is said in words and numbers, not in colour alone.
export const Due = ({ invoice }: { invoice: Partial<Invoice> }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  if (!invoice.due_on) return <>–</>;
  const waits = invoice.kind === 'invoice' && OPEN_STATES.includes(invoice.state ?? '');
  const late = waits && (invoice.days_late ?? 0) > 0;
  const soon = waits && !late ? daysUntil(invoice.due_on) : 99;
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      {date(invoice.due_on)}
      {late && <Typography component="span" variant="body2" sx={{ display: 'block', color: 'error.main', fontWeight: 600 }}>{translate('invoices.days_late', { smart_count: invoice.days_late })}</Typography>}
      {soon <= 14 && <Typography component="span" variant="body2" sx={{ display: 'block', color: 'warning.main' }}>{translate(soon === 0 ? 'invoices.due_today' : 'invoices.due_in', { smart_count: soon })}</Typography>}
    </Box>
  );
};

const MOST = 200;

// What is late, what is due soon and what comes later, of all that is open: three figures with one bar between them.
export const Ageing = () => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const { data, total = 0 } = useGetList<Invoice>('funder_invoices', {
    filter: { state: OPEN_STATES, kind: 'invoice' }, sort: { field: 'due_on', order: 'ASC' }, pagination: { page: 1, perPage: MOST },
  });
  if (!data || data.length === 0) return null;
  const sum = (of: Invoice[]) => of.reduce((cents, { open_cents }) => cents + open_cents, 0);
  const late = data.filter(({ days_late }) => days_late > 0);
  const soon = data.filter(({ days_late, due_on }) => days_late === 0 && due_on && daysUntil(due_on) <= 30);
  const later = data.filter((invoice) => !late.includes(invoice) && !soon.includes(invoice));
  const parts = [
    { name: 'late', of: late, colour: 'error.main' },
    { name: 'soon', of: soon, colour: 'warning.main' },
    { name: 'later', of: later, colour: 'text.secondary' },
  ];
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, minmax(0, 14rem))' }, columnGap: 3, rowGap: 1, m: 0 }}>
      {parts.map(({ name, of, colour }) => (
        <Box key={name} sx={{ borderTop: 3, borderColor: of.length ? colour : 'divider', pt: 0.75, display: { xs: 'flex', sm: 'block' }, justifyContent: 'space-between', alignItems: 'baseline', gap: 1 }}>
          <Typography component="dt" variant="body2" color="text.secondary">{translate(`invoices.ageing.${name}`)}</Typography>
          <Typography component="dd" sx={{ m: 0, fontSize: { xs: '1rem', sm: '1.2rem' }, fontWeight: 600, textAlign: { xs: 'right', sm: 'left' } }}>
            {exact(sum(of))}
            <Typography component="span" variant="body2" color="text.secondary" sx={{ ml: 1, fontWeight: 400 }}>{translate('invoices.count', { smart_count: of.length })}</Typography>
          </Typography>
        </Box>
      ))}
      {total > MOST && <Typography variant="body2" color="text.secondary" sx={{ gridColumn: '1 / -1' }}>{translate('invoices.ageing.first', { most: MOST, total })}</Typography>}
    </Box>
  );
};
