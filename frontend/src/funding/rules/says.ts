// What a rule says, in a few words.
import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import type { Version } from '../../ui/versions/version';

// Days to pay, or cents.
export const useFigure = () => {
  const translate = useTranslate();
  const { exact } = useFormats();
  return ({ key, value }: Version) => (key === 'payment_days' ? translate('rules.days', { smart_count: value }) : exact(value));
};

export const useRight = () => {
  const translate = useTranslate();
  return ({ takes_field, takes_term, response_days }: Version) =>
    [takes_field && translate('rules.takes_field'), takes_term && translate('rules.takes_term'), response_days && translate('rules.answers', { smart_count: response_days })].filter(Boolean).join(' · ') || '–';
};
