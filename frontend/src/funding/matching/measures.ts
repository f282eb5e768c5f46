import { useFormats } from '../../ui/format';
import type { Version } from '../rules/version';

// 2000 is “20 %”.
export const useShare = () => {
  const { locale } = useFormats();
  return (basisPoints: number) => new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
};

// A number in the measure it is in.
export const useLegalValue = () => {
  const { euro, number } = useFormats();
  const share = useShare();
  return ({ measure, value }: Version) => (measure === 'cents' ? euro(value) : measure === 'basis_points' ? share(value) : number(value));
};
