import { useLocaleState } from 'react-admin';

// Days and times on the clock of a round.
export const useClock = (zone: string) => {
  const [locale] = useLocaleState();
  const tag = locale === 'nl' ? 'nl-NL' : 'en-GB';
  const time = new Intl.DateTimeFormat(tag, { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const days = new Intl.DateTimeFormat(tag, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });
  const named = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' });
  return {
    clock: (from: string, until: string) => `${time.format(new Date(from))}–${time.format(new Date(until))}`,
    day: (at: string) => days.format(new Date(at)),
    abbreviation: (at: string) => named.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')!.value,
  };
};
