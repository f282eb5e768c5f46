import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import type { Version } from '../../ui/versions/version';
import type { Tariff } from './types';

export const useWorth = () => {
  const translate = useTranslate();
  const { exact } = useFormats();
  return (rule: Version) => translate('inkind.per_unit', { each: exact((rule as Tariff).unit_cents), unit: translate(`inkind.unit.${(rule as Tariff).unit}`, { smart_count: 1 }) });
};
