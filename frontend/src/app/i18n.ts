// Two languages, each fetched when somebody reads it. What somebody chose here wins; until then, the browser's.
import polyglot from 'ra-i18n-polyglot';
import type { I18nProvider, TranslationMessages } from 'react-admin';

import { setLanguage } from './http';

export type Language = 'nl' | 'en';
export const LANGUAGES = [
  { locale: 'en', name: 'English' },
  { locale: 'nl', name: 'Nederlands' },
];

const wordsOf = async (language: Language) => {
  const { words } = await (language === 'nl' ? import('./words.nl') : import('./words.en'));
  return words as unknown as TranslationMessages;
};

// The first of the browser's languages that we speak; English for whoever reads neither.
export const browserLanguage = (): Language => (navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => code === 'nl' || code === 'en') ?? 'en') as Language;

const speak = (language: Language) => {
  setLanguage(language);
  document.documentElement.lang = language;
};

// Ready to speak `initial`; another language comes over the line when it is chosen.
export const i18nProvider = async (initial: Language): Promise<I18nProvider> => {
  const first = await wordsOf(initial);
  return polyglot(
    (locale) => {
      const language = locale === 'nl' ? 'nl' : 'en';
      speak(language);
      return language === initial ? first : wordsOf(language);
    },
    initial,
    LANGUAGES,
  );
};
