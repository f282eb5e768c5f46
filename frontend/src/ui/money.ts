// Amounts and other numbers as people type them, in whole hundredths. Pure: what is understood, or why not.
type Problem = 'unreadable' | 'negative' | 'decimals' | 'large';
export type Understood = { hundredths: number | null } | { problem: Problem };

const MOST = 10 ** 13; // a hundred thousand million euro, as the server's bound

// “1.234,56” in Dutch, “1,234.56” in English. The other's marks are taken where they can mean one thing only:
// two digits at the end are cents in both, three are thousands in one and a mistake in the other.
export function understand(text: string, locale: string): Understood {
  const bare = text.replace(/[\s\u00a0\u202f€']/g, '').replace(/^EUR/i, '').replace(/,-+$/, '');
  if (bare === '') return { hundredths: null };
  if (/^[-−–(]/.test(bare)) return { problem: 'negative' };
  if (!/^[\d.,]+$/.test(bare) || !/\d/.test(bare)) return { problem: 'unreadable' };
  const [mark, other] = locale === 'nl' ? [',', '.'] : ['.', ','];
  const [m, o] = [`\\${mark}`, `\\${other}`];
  const own = new RegExp(`^(\\d+|\\d{1,3}(?:${o}\\d{3})+)(?:${m}(\\d{0,2}))?$`);
  const theirs = new RegExp(`^(\\d+|\\d{1,3}(?:${m}\\d{3})+)${o}(\\d{1,2})$`);
  const found = own.exec(bare) ?? theirs.exec(bare) ?? /^(\d{1,3}(?:[.,]\d{3}){2,})$/.exec(bare);
  if (!found) return { problem: /[.,]\d{3,}$/.test(bare) ? 'decimals' : 'unreadable' };
  const hundredths = Number(found[1]!.replace(/[.,]/g, '') + (found[2] ?? '').padEnd(2, '0'));
  return hundredths > MOST ? { problem: 'large' } : { hundredths };
}

// As it is typed: with all its cents where it is an amount.
export const typed = (hundredths: number, locale: string, money: boolean) =>
  new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { minimumFractionDigits: money ? 2 : 0, maximumFractionDigits: 2 }).format(hundredths / 100);
