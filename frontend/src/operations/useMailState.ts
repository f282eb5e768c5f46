// How far a mail is, in words. Where a demonstration has no mail server it does not wait for one either.
import { useTranslate } from 'react-admin';

import { useMe } from '../app/session';

export const useMailState = () => {
  const translate = useTranslate();
  const { demonstration, mail_server } = useMe();
  return (state: string) => translate(demonstration && !mail_server && state === 'queued' ? 'operations.mail_unsent' : `operations.mail_state.${state}`);
};
