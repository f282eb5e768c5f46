import { Box, Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { NavLink } from 'react-router';

const PLACES = ['bank_entries', 'bank_imports', 'bank_statements', 'bank_accounts', 'settlements', 'settlement_rules'];

// The books of the bank, one click apart.
export const BankTabs = () => {
  const translate = useTranslate();
  return (
    <Box component="nav" aria-label={translate('banking.menu.bank')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, '& a.active': { color: 'text.primary', fontWeight: 600, textDecoration: 'none' } }}>
      {PLACES.map((place) => <Link key={place} component={NavLink} to={`/${place}`}>{translate(`banking.tab.${place}`)}</Link>)}
    </Box>
  );
};
