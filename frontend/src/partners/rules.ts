// Pure rules of partners on screen. The server judges by itself; these say it before anything is sent.

import { today } from '../ui/format';

// The check digit of an ORCID iD: ISO 7064 MOD 11-2.
export function orcidIsRight(text: string): boolean {
  const digits = text.trim().replace(/^https?:\/\/orcid\.org\//, '').replace(/[\s-]/g, '').toUpperCase();
  if (!/^\d{15}[\dX]$/.test(digits)) return false;
  const sum = [...digits.slice(0, 15)].reduce((total, digit) => (total + Number(digit)) * 2, 0);
  const check = (12 - (sum % 11)) % 11;
  return digits[15] === (check === 10 ? 'X' : String(check));
}

export type Phase = 'current' | 'coming' | 'past';

export function phase(from: string, until: string | null | undefined, day = today()): Phase {
  if (from > day) return 'coming';
  return until && until < day ? 'past' : 'current';
}

// Every country and territory that the browser knows a name for, in the reader's language.
export function countries(tag: string): { id: string; name: string }[] {
  const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const notCountries = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((id) => {
      const name = notCountries.has(id) ? undefined : names.of(id);
      return name ? [{ id, name }] : [];
    })
    .sort((one, other) => one.name.localeCompare(other.name, tag));
}

// Where a number of another register leads. Sources: the registers' own address forms.
const REGISTERS: Record<string, { title: string; url?: (id: string) => string }> = {
  isni: { title: 'ISNI', url: (id) => `https://isni.org/isni/${id.replace(/\s/g, '')}` },
  wikidata: { title: 'Wikidata', url: (id) => `https://www.wikidata.org/wiki/${id}` },
  fundref: { title: 'Crossref Funder', url: (id) => `https://doi.org/10.13039/${id}` },
  grid: { title: 'GRID' },
};
export const register = (type: string, id: string) => {
  const known = REGISTERS[type.toLowerCase()];
  return { title: known?.title ?? type, url: known?.url?.(id) };
};

export const kinds = ['university', 'industry', 'ministry', 'foundation', 'institute', 'ellis_unit', 'other'];
