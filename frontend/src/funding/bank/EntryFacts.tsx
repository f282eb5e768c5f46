import { Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Fact } from '../../ui/parts';
import type { BankEntry } from './types';

// What the bank told of one booked line.
export const EntryFacts = ({ entry }: { entry: BankEntry }) => {
  const translate = useTranslate();
  const { date, money } = useMoney();
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={translate('banking.booked_on')}>{date(entry.booked_on)}{entry.valued_on && entry.valued_on !== entry.booked_on && ` · ${translate('banking.valued_on', { day: date(entry.valued_on) })}`}</Fact>
      <Fact label={translate('banking.counterparty')}>{entry.counterparty}{entry.counterparty_account && <Typography component="span" variant="body2" color="text.secondary" display="block">{entry.counterparty_account}</Typography>}</Fact>
      <Fact label={translate('banking.description')}>{entry.description}</Fact>
      {entry.reference && <Fact label={translate('banking.reference')}>{entry.reference}</Fact>}
      {entry.original_currency && (
        <Fact label={translate('banking.original')}>
          {money(entry.original_minor ?? 0, entry.original_currency)}{entry.original_rate && ` · ${translate('banking.rate', { rate: entry.original_rate })}`}
        </Fact>
      )}
      {entry.charges_cents ? <Fact label={translate('banking.charges')}>{money(entry.charges_cents, entry.currency)}</Fact> : null}
      {entry.batch > 1 && <Fact label={translate('banking.batch')}>{entry.batch}</Fact>}
      <Fact label={translate('banking.account')}>{entry.account.name} <Typography component="span" variant="body2" color="text.secondary">{entry.account.identifier}</Typography></Fact>
      <Fact label={translate('banking.statement')}><Link component={RouterLink} to={`/bank_statements/${entry.statement.id}/show`}>{entry.statement.key}</Link></Fact>
      {entry.booked.map((posted) => (
        <Fact key={posted.id} label={translate(posted.reverses_id ? 'banking.reversed' : 'banking.posted')}>
          <Link component={RouterLink} to={`/ledger_entries/${posted.id}/show`}>{translate('money.entry_number', { number: posted.number })}</Link> · {date(posted.posted_on)}{posted.reason && ` · “${posted.reason}”`}
        </Fact>
      ))}
    </Box>
  );
};

// Amounts in the currency that the bank booked; the foreign one beside it.
export const useMoney = () => {
  const formats = useFormats();
  const money = (cents: number, currency: string) =>
    new Intl.NumberFormat(formats.locale === 'nl' ? 'nl-NL' : 'en-GB', { style: 'currency', currency }).format(cents / 100).replace('-', '−');
  return { ...formats, money };
};
