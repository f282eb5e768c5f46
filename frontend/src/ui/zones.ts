// Wall time in a named zone. The browser knows the zones; only the way back has to be found.
const parts = (instant: Date, zone: string) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    }).formatToParts(instant).map((part) => [part.type, part.value]),
  ) as Record<string, string>;

// Outside these the server takes a day for a typing mistake.
export const FIRST_DAY = '1900-01-01';
export const LAST_DAY = '2200-12-31';

// 2026-12-01T21:59:00Z → 2026-12-01T22:59 in Amsterdam, as an input of type datetime-local wants it.
export const toWall = (iso: string, zone: string) => {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return '';
  const { year, month, day, hour, minute } = parts(instant, zone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
};

const offset = (instant: number, zone: string) => {
  const { year, month, day, hour, minute, second } = parts(new Date(instant), zone);
  return Date.UTC(+year!, +month! - 1, +day!, +hour!, +minute!, +second!) - instant;
};

// The way back. Twice, because the offset of the first guess may be that of the other side of a change of the clock.
export const fromWall = (wall: string, zone: string) => {
  const asUtc = new Date(`${wall}Z`).getTime();
  if (Number.isNaN(asUtc)) return null;
  const guess = asUtc - offset(asUtc, zone);
  return new Date(asUtc - offset(guess, zone)).toISOString();
};

export const zoneName = (zone: string) => zone.split('/').pop()!.replaceAll('_', ' ');
export const readersZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
