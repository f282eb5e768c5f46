// How far a mail is, in words. A demonstration has no mail server: there it does not wait for one either.
import { useTranslate } from 'react-admin';

import { useMe } from '../app/session';

export const useMailState = () => {
  const translate = useTranslate();
  const { demonstration } = useMe();
  return (state: string) => translate(demonstration && state === 'queued' ? 'operations.mail_unsent' : `operations.mail_state.${state}`);
};
