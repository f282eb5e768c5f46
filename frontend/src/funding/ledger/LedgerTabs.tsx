import { Box, Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { NavLink } from 'react-router';

const PLACES = [
  ['/ledger_accounts', 'money.accounts'], ['/ledger_entries', 'money.journal'], ['/closed_periods', 'money.closed_periods'], ['/ledger_checks', 'money.checks'],
] as const;

// The four books of the ledger, one click apart.
export const LedgerTabs = () => {
  const translate = useTranslate();
  return (
    <Box component="nav" aria-label={translate('money.menu.ledger')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, '& a.active': { color: 'text.primary', fontWeight: 600, textDecoration: 'none' } }}>
      {PLACES.map(([to, label]) => <Link key={to} component={NavLink} to={to}>{translate(label)}</Link>)}
    </Box>
  );
};
