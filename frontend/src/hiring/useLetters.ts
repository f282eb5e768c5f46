// Moves that write to the applicant say so before they are made.
import { useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import type { Asks } from '../ui/MovesBar';

const REFUSES = ['reject', 'mark_ineligible'];

// Of an application: who is turned down hears it at once.
export const useLetters = (): Asks => {
  const translate = useTranslate();
  return ({ name, email }, move) =>
    !REFUSES.includes(move.name) ? '' : email ? translate('hiring.letter_goes', { name, email }) : translate('hiring.no_letter_goes', { name });
};

// Of an offer: what is sent binds, and what is withdrawn or has run out was counted on.
export const useOfferLetters = (): Asks => {
  const translate = useTranslate();
  const { euro, moment } = useFormats();
  return ({ application, salary_cents, expires_at, state }, move) => {
    const name = application?.name ?? '';
    if (move.name === 'send') return translate('hiring.offer_goes', { name, amount: euro(salary_cents), until: moment(expires_at) });
    if (move.name === 'expire') return translate('hiring.expiry_goes', { name });
    return move.name === 'withdraw' && state === 'sent' ? translate('hiring.withdrawal_goes', { name }) : '';
  };
};
