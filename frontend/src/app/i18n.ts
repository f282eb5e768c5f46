// Two languages, from the shell and from every domain. The account's own language wins; before it is known, the browser's.
import polyglot from 'ra-i18n-polyglot';
import raEnglish from 'ra-language-english';
import type { TranslationMessages } from 'react-admin';

import { merge, type Messages } from './domain';
import { domains } from './domains';
import { setLanguage } from './http';
import { en, nl } from './messages';
import { raDutch } from './ra-nl';

export type Language = 'nl' | 'en';
export const LANGUAGES = [
  { locale: 'en', name: 'English' },
  { locale: 'nl', name: 'Nederlands' },
];

const all = (language: Language): Messages =>
  [language === 'nl' ? raDutch : raEnglish, language === 'nl' ? nl : en, ...domains.map((domain) => domain.messages[language])].reduce<Messages>(
    (found, more) => merge(found, more as unknown as Messages),
    {},
  );

export const browserLanguage = (): Language => (navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en');

export const i18nProvider = (initial: Language) =>
  polyglot(
    (locale) => {
      const language = locale === 'nl' ? 'nl' : 'en';
      setLanguage(language);
      document.documentElement.lang = language;
      return all(language) as unknown as TranslationMessages;
    },
    initial,
    LANGUAGES,
  );
