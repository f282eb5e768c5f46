import { useTranslate } from 'react-admin';

import type { components } from '../../app/api-types';
import { useShare } from '../../funding/matching/measures';
import { useFormats } from '../../ui/format';
import type { Version } from '../../ui/versions/version';

export const WRITE = 'hiring_rule.write';
export type HiringKey = components['schemas']['HiringKey'];
type Measure = 'days' | 'hours' | 'basis_points' | 'number' | 'yes_no';

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
  meeting_quorum: { measure: 'basis_points', least: 2500, most: 10_000 },
  milestone_days: { measure: 'days', least: 1, most: 90 },
  stay_days: { measure: 'days', least: 1, most: 366 },
  select_after_deadline: { measure: 'yes_no', least: 0, most: 1 },
  match_after_eligibility: { measure: 'yes_no', least: 0, most: 1 },
  review_reminder_days: { measure: 'days', least: 1, most: 60 },
  interview_reminder_hours: { measure: 'hours', least: 1, most: 336 },
};

export const useMeasured = () => {
  const translate = useTranslate();
  const { number } = useFormats();
  const share = useShare();
  return (measure: Measure, value: number) => {
    if (measure === 'days') return translate('rules.days', { smart_count: value });
    if (measure === 'hours') return translate('hiring_rules.hours', { smart_count: value });
    if (measure === 'yes_no') return translate(value ? 'ra.boolean.true' : 'ra.boolean.false');
    return measure === 'basis_points' ? share(value) : number(value);
  };
};

export const useSaid = () => {
  const say = useMeasured();
  return ({ measure, value }: Version) => say(measure, value);
};
