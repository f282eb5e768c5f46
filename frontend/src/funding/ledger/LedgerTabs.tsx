import { Box, Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { NavLink } from 'react-router';

const PLACES = [
  ['/ledger_accounts', 'funding.accounts'], ['/ledger_entries', 'funding.journal'], ['/closed_periods', 'funding.closed_periods'], ['/ledger_checks', 'funding.checks'],
] as const;

// The four books of the ledger, one click apart.
export const LedgerTabs = () => {
  const translate = useTranslate();
  return (
    <Box component="nav" aria-label={translate('funding.menu.ledger')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, '& a.active': { color: 'text.primary', fontWeight: 600, textDecoration: 'none' } }}>
      {PLACES.map(([to, label]) => <Link key={to} component={NavLink} to={to}>{translate(label)}</Link>)}
    </Box>
  );
};
