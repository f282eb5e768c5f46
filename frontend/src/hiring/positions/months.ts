import { useFormats } from '../../ui/format';
import { type Line, type Month, type Position, WHOLE_BP } from './types';

// The first day of the month so many months later; days are ISO dates.
export const plus = (month: string, months: number) => {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}-01`;
};

// “March 2028”
export const useMonths = () => {
  const { locale } = useFormats();
  const names = new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const name = (month: string) => names.format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`));
  return {
    name,
    span: (first: string, last: string) => (first === last ? name(first) : `${name(first)} – ${name(last)}`),
    choices: (first: string, count: number, also: (string | null | undefined)[] = []) =>
      [...new Set([...also.filter((one): one is string => Boolean(one)), ...Array.from({ length: Math.max(0, count) }, (_, number) => plus(first, number))])]
        .sort().map((id) => ({ id, name: name(id) })),
  };
};

export interface Stretch {
  first: string;
  last: string;
  months: number;
  covered_bp: number;
  missing_bp: number;
  accepted: boolean;
  lines: Month['lines'];
}

// Months that follow each other and are paid alike, as one line.
export const stretches = (coverage: Month[]): Stretch[] => {
  const found: Stretch[] = [];
  for (const { month, ...of } of coverage) {
    const before = found.at(-1);
    if (before && before.accepted === of.accepted && before.missing_bp === of.missing_bp && JSON.stringify(before.lines) === JSON.stringify(of.lines)) {
      before.last = month;
      before.months += 1;
    } else found.push({ first: month, last: month, months: 1, ...of });
  }
  return found;
};

// What pays: the lines of one funder have one colour. Whoever does not see whose money it is sees that there are several.
export interface Source {
  key: string;
  name: string;
  lines: Set<string>;
}
export const sourcesOf = (lines: Line[], unnamed: (number: number) => string): Source[] => {
  const found = new Map<string, Source>();
  for (const line of lines) {
    const key = line.funder_id ?? line.lot_id;
    const source = found.get(key) ?? { key, name: line.funder ?? unnamed(found.size + 1), lines: new Set<string>() };
    source.lines.add(line.id);
    found.set(key, source);
  }
  return [...found.values()];
};

export const missingCents = (position: Position, { missing_bp, months }: Pick<Stretch, 'missing_bp' | 'months'>) => Math.round((position.monthly_cost_cents * missing_bp * months) / WHOLE_BP);
