import { useLocaleState } from 'react-admin';

import { toWall } from './zones';

let ZONE = 'Europe/Amsterdam';
// The institute's zone, once the server has told it.
export const setZone = (zone: string) => {
  ZONE = zone;
};
export const instituteZone = () => ZONE;
// The day it is at the institute, wherever the reader is: days of contracts and books are its days.
export const today = () => toWall(new Date().toISOString(), ZONE).slice(0, 10);

export const useFormats = () => {
  const [locale] = useLocaleState();
  const tag = locale === 'nl' ? 'nl-NL' : 'en-GB';
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const show = (value: string, zone: string) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(value));
  // Less than nothing has a minus sign, which is as wide as a figure and is not broken off as a hyphen is.
  const euros = (cents: number, how: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', ...how }).format(cents / 100).replace('-', '−');
  return {
    locale,
    euro: (cents?: number | null) => (cents == null ? '' : euros(cents, { maximumFractionDigits: cents % 100 ? 2 : 0 })),
    // With its cents, always: amounts below each other line up, and a sum can be checked.
    exact: (cents?: number | null) => (cents == null ? '' : euros(cents)),
    // With its sign, also above nothing.
    signed: (cents?: number | null) => (cents == null ? '' : euros(cents, { signDisplay: 'exceptZero' })),
    // In a picture, where the cents are noise. Written out: one picture holds thousands and millions.
    rough: (cents?: number | null) => (cents == null ? '' : euros(cents, { maximumFractionDigits: 0 })),
    // A date without a time is the same day everywhere.
    date: (value?: string | null) =>
      value
        ? new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: value.length === 10 ? 'UTC' : ZONE }).format(new Date(value))
        : '',
    // “3 days ago”, “in 2 hours”, “tomorrow”.
    ago: (value?: string | null) => {
      if (!value) return '';
      const minutes = (new Date(value).getTime() - Date.now()) / 60_000;
      const [amount, unit] =
        Math.abs(minutes) < 1 ? ([0, 'second'] as const)
        : Math.abs(minutes) < 60 ? ([minutes, 'minute'] as const)
        : Math.abs(minutes) < 60 * 24 ? ([minutes / 60, 'hour'] as const)
        : ([minutes / 60 / 24, 'day'] as const);
      return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(Math.round(amount), unit);
    },
    number: (value: number) => new Intl.NumberFormat(tag).format(value),
    // In the institute's zone, and in the reader's where that differs.
    moment: (value?: string | null, zone = ZONE) => {
      if (!value) return '';
      const there = show(value, zone);
      return here === zone ? there : `${there} (${zone.split('/').pop()?.replace('_', ' ')}) · ${show(value, here)} (${here.split('/').pop()?.replace('_', ' ')})`;
    },
    at: show,
    short: (value?: string | null) => (value ? show(value, ZONE) : ''),
    of: <T extends object>(record: T | undefined, name: string) => {
      const values = record as Record<string, string> | undefined;
      return values?.[`${name}_${locale}`] || values?.[`${name}_en`] || '';
    },
    say: (words?: { nl: string; en: string } | null) => (words ? words[locale === 'nl' ? 'nl' : 'en'] : ''),
  };
};
