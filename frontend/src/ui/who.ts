import { useTranslate } from 'react-admin';

// Applicants have no account: what only they can do, they did. The rest without an account the system did.
const BY_APPLICANT = ['create', 'submit', 'withdraw', 'accept', 'decline'];

export const nobody = (resource: string, move: string) =>
  ['applications', 'offers', 'objections'].includes(resource) && BY_APPLICANT.includes(move) ? 'ui.applicant' : 'ui.somebody';

// What follows by itself from what somebody did: it is not theirs.
export const bySystem = (resource: string, move: string) => resource === 'bank_entries' && move === 'propose';

// “sent this”: in the words of that kind of record where they differ.
export const useDone = () => {
  const translate = useTranslate();
  return (resource: string, move: string) => translate(`done.${resource}.${move}`, { _: translate(`done.${move}`, { _: move }) });
};
