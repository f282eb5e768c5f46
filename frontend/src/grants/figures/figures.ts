import { useTranslate } from 'react-admin';

import type { components } from '../../app/api-types';
import type { Version } from '../../ui/versions/version';

export const WRITE = 'grant_figure.write';
export type GrantKey = components['schemas']['GrantKey'];

// The range in which a figure can work, as the server holds it. All are days.
export const FIGURES: Record<GrantKey, { least: number; most: number }> = {
  notice_days: { least: 1, most: 180 },
  archive_days: { least: 1, most: 3660 },
};

export const useSaid = () => {
  const translate = useTranslate();
  return ({ value }: Version) => translate('rules.days', { smart_count: value });
};
