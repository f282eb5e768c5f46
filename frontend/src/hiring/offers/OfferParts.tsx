import { Box, Button, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { API } from '../../app/http';
import { useFormats } from '../../ui/format';
import { Fact } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { useMonths } from '../positions/months';
import type { Offer } from '../types';

// The letter as it would be now, or as it was sent.
export const Letter = ({ offer }: { offer: Offer }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  return (
    <>
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate(offer.letter ? 'offer_letters.as_sent' : 'offer_letters.as_it_would_be', { at: short(offer.letter?.at) })}</Typography>
      <Button variant="outlined" size="small" href={`${API}/offers/${offer.id}/letter`} download>{translate(offer.letter ? 'offer_letters.download' : 'offer_letters.preview')}</Button>
      {offer.security && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1.5 }}>
          <Link component={RouterLink} to={`/security_checks/${offer.security.id}/show`}>{translate('clearance.title')}</Link>
          <StateLabel state={offer.security.state} label={translate(`clearance.state.${offer.security.state}`)} />
        </Box>
      )}
    </>
  );
};

// What it costs beside what the position has: a month, in all, and in which months.
export const Budget = ({ offer, budget }: { offer: Offer; budget: NonNullable<Offer['budget']> }) => {
  const translate = useTranslate();
  const { euro } = useFormats();
  const months = useMonths();
  const outside = !offer.ends_on || offer.starts_on.slice(0, 7) < budget.from_month.slice(0, 7) || offer.ends_on.slice(0, 7) > budget.until_month.slice(0, 7);
  return (
    <>
      {budget.offered_total_cents == null
        ? translate('offer_letters.costs_without_end', { monthly: euro(budget.offered_monthly_cents) })
        : translate('offer_letters.costs', { monthly: euro(budget.offered_monthly_cents), total: euro(budget.offered_total_cents) })}
      <Typography component="span" variant="body2" color="text.secondary" display="block">
        {translate('offer_letters.of_budget', { monthly: euro(budget.monthly_cents), total: euro(budget.total_cents) })} (<Link component={RouterLink} to={`/positions/${budget.position_id}/show`}>{budget.reference}</Link>)
        {outside && ` · ${translate('offer_letters.outside_term', { first: months.name(budget.from_month), last: months.name(budget.until_month) })}`}
      </Typography>
    </>
  );
};

// What the applicant answered: signed by name, under which letter; or why not.
export const Answer = ({ offer }: { offer: Offer }) => {
  const translate = useTranslate();
  const { moment } = useFormats();
  if (!offer.answer) return null;
  const { reason, signed_name, signed_at, letter_sha256 } = offer.answer;
  return (
    <Box component="dl" sx={{ m: 0 }}>
      {signed_name && <Fact label={translate('offer_letters.signed_by')}>{signed_name}</Fact>}
      {signed_at && <Fact label={translate('offer_letters.signed_at')}>{moment(signed_at)}</Fact>}
      {letter_sha256 && <Fact label={translate('offer_letters.hash')}><Box component="code" sx={{ fontSize: '0.75rem' }}>{letter_sha256}</Box></Fact>}
      {offer.state === 'declined' && <Fact label={translate('offer_letters.reason')}>{reason || translate('offer_letters.no_reason')}</Fact>}
      {offer.appointment && <Fact label={translate('appointments.one')}><Link component={RouterLink} to={`/appointments/${offer.appointment.id}/show`}>{offer.appointment.reference}</Link></Fact>}
    </Box>
  );
};
