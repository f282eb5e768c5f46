// People choose days; the server keeps moments. A last day counts in full.
import { instituteZone } from '../ui/format';
import { fromWall } from '../ui/zones';

export const startOf = (day?: string | null) => (day ? fromWall(`${day}T00:00`, instituteZone()) : null);

export function endOf(day?: string | null): string | null {
  if (!day) return null;
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return startOf(next.toISOString().slice(0, 10));
}

// The last moment that still counts, to be shown as a day.
export const lastMoment = (until?: string | null) => (until ? new Date(new Date(until).getTime() - 1).toISOString() : null);

// Withdrawn before it began: it ends ahead of its beginning, and counted on no day.
export const neverBegan = (grant: { valid_from: string; valid_until: string | null }) => Boolean(grant.valid_until && new Date(grant.valid_until) <= new Date(grant.valid_from));

export type Standing = 'current' | 'coming' | 'past' | 'unconfirmed' | 'ending';

export function standing(grant: { valid_from: string; valid_until: string | null; confirmed_at?: string | null; ending_asked_at?: string | null }, now = new Date()): Standing {
  if (grant.valid_until && new Date(grant.valid_until) <= now) return 'past';
  if (grant.confirmed_at === null) return 'unconfirmed';
  if (grant.ending_asked_at) return 'ending';
  return new Date(grant.valid_from) > now ? 'coming' : 'current';
}
