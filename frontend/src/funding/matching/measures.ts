import type { components } from '../../app/api-types';
import { useFormats } from '../../ui/format';
import type { Version } from '../../ui/versions/version';

export type LegalKey = components['schemas']['LegalKey'];
export interface Figure {
  measure: 'cents' | 'basis_points' | 'number';
  least: number;
  most: number;
}

// What a rule of law is measured in, and the range in which it can work, as the server holds it.
export const LEGAL: Record<LegalKey, Figure> = {
  wnt_share: { measure: 'basis_points', least: 1, most: 10_000 },
  wnt_amount: { measure: 'cents', least: 100, most: 10 ** 13 },
  wnt_years: { measure: 'number', least: 1, most: 10 },
  disclosure_contributors: { measure: 'number', least: 3, most: 1000 },
  disclosure_share: { measure: 'basis_points', least: 1, most: 10_000 },
};

// 2000 is “20%”.
export const useShare = () => {
  const { locale } = useFormats();
  return (basisPoints: number) => new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
};

// A number in the measure it is in.
export const useMeasured = () => {
  const { euro, number } = useFormats();
  const share = useShare();
  return (measure: Figure['measure'], value: number) => (measure === 'cents' ? euro(value) : measure === 'basis_points' ? share(value) : number(value));
};
export const useLegalValue = () => {
  const say = useMeasured();
  return ({ measure, value }: Version) => say(measure, value);
};
