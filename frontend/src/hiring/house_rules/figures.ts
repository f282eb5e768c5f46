import { useTranslate } from 'react-admin';

import type { components } from '../../app/api-types';
import { useShare } from '../../funding/matching/measures';
import { useFormats } from '../../ui/format';
import type { Version } from '../../ui/versions/version';

export const WRITE = 'hiring_rule.write';
export type HiringKey = components['schemas']['HiringKey'];
type Measure = 'days' | 'basis_points' | 'number';

// What a rule is measured in, and the range in which it can work, as the server holds it.
export const FIGURES: Record<HiringKey, { measure: Measure; least: number; most: number }> = {
  retention_days: { measure: 'days', least: 1, most: 366 },
  consent_days: { measure: 'days', least: 28, most: 366 },
  consent_ask_days: { measure: 'days', least: 7, most: 90 },
  erasure_alone_days: { measure: 'days', least: 1, most: 30 },
  diversity_least: { measure: 'number', least: 10, most: 1000 },
  vacancy_open_days: { measure: 'days', least: 0, most: 180 },
  alert_unconfirmed_days: { measure: 'days', least: 1, most: 60 },
  letter_second_look: { measure: 'number', least: 1, most: 1000 },
  meeting_quorum: { measure: 'basis_points', least: 1, most: 10_000 },
  milestone_days: { measure: 'days', least: 1, most: 90 },
  stay_days: { measure: 'days', least: 1, most: 366 },
};

export const useMeasured = () => {
  const translate = useTranslate();
  const { number } = useFormats();
  const share = useShare();
  return (measure: Measure, value: number) => (measure === 'days' ? translate('rules.days', { smart_count: value }) : measure === 'basis_points' ? share(value) : number(value));
};

export const useSaid = () => {
  const say = useMeasured();
  return ({ measure, value }: Version) => say(measure, value);
};
