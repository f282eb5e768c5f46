import { useLocaleState } from 'react-admin';

const ZONE = 'Europe/Amsterdam';

export const useFormats = () => {
  const [locale] = useLocaleState();
  const tag = locale === 'nl' ? 'nl-NL' : 'en-GB';
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const show = (value: string, zone: string) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(value));
  return {
    locale,
    euro: (cents?: number | null) =>
      cents == null ? '' : new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', maximumFractionDigits: cents % 100 ? 2 : 0 }).format(cents / 100),
    date: (value?: string | null) => (value ? new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }).format(new Date(value)) : ''),
    // In the institute's zone, and in the reader's where that differs.
    moment: (value?: string | null, zone = ZONE) => {
      if (!value) return '';
      const there = show(value, zone);
      return here === zone ? there : `${there} (${zone.split('/').pop()?.replace('_', ' ')}) · ${show(value, here)} (${here.split('/').pop()?.replace('_', ' ')})`;
    },
    short: (value?: string | null) => (value ? show(value, ZONE) : ''),
    of: <T extends object>(record: T | undefined, name: string) => {
      const values = record as Record<string, string> | undefined;
      return values?.[`${name}_${locale}`] || values?.[`${name}_en`] || '';
    },
    say: (words?: { nl: string; en: string } | null) => (words ? words[locale === 'nl' ? 'nl' : 'en'] : ''),
  };
};
