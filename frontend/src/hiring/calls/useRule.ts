import { useTranslate } from 'react-admin';

import type { Version } from '../../ui/versions/version';

// What a rule of a call says, in a few words: apart from the pages of rules, so that who names one does not load those.
export const useRule = () => {
  const translate = useTranslate();
  return ({ key, value, countries }: Pick<Version, 'key'> & { value?: number | null; countries?: string[] | null }) => translate(`calls.rule.${key}`, { value: value ?? countries?.length });
};
