// Moves of a vacancy that write to people say so before they are made.
import { useTranslate } from 'react-admin';

import type { Asks } from '../../ui/MovesBar';

export const useVacancyLetters = (): Asks => {
  const translate = useTranslate();
  return (_vacancy, move) => (move.name === 'withdraw' ? translate('careers.withdrawal_goes') : '');
};
