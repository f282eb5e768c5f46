// Two languages, each fetched when somebody reads it. What somebody chose here wins; until then, the browser's.
import polyglot from 'ra-i18n-polyglot';
import { use } from 'react';
import type { I18nProvider, TranslationMessages } from 'react-admin';

import { all } from './domain';
import { setLanguage } from './http';

export type Language = 'nl' | 'en';
export const LANGUAGES = [
  { locale: 'en', name: 'English' },
  { locale: 'nl', name: 'Nederlands' },
];

const wordsOf = async (language: Language): Promise<object> => (await (language === 'nl' ? import('./words.nl') : import('./words.en'))).words;
// Of the rooms of hiring and grants, which home does not need: they come with the first page that somebody opens.
const moreOf = async (language: Language): Promise<object> => {
  const parts = language === 'nl' ? [import('../hiring/words.nl'), import('../grants/words.nl')] : [import('../hiring/words.en'), import('../grants/words.en')];
  return all(...(await Promise.all(parts)).map(({ words }) => words));
};

// The first of the browser's languages that we speak; English for whoever reads neither.
export const browserLanguage = (): Language => (navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => code === 'nl' || code === 'en') ?? 'en') as Language;

const speak = (language: Language, words: object) => {
  setLanguage(language);
  document.documentElement.lang = language;
  return polyglot(() => words as TranslationMessages, language, LANGUAGES);
};

let more: (() => Promise<void>) | null = null; // fetches the other words, once

// Ready to speak `initial`; another language comes over the line when it is chosen.
export const i18nProvider = async (initial: Language): Promise<I18nProvider> => {
  const first = await wordsOf(initial);
  let language = initial;
  let words = first;
  let spoken = speak(language, words);
  let fetched: Promise<void> | null = null;
  more = () => {
    fetched ??= moreOf(language).then((others) => {
      words = all(words, others);
      spoken = speak(language, words);
    }).catch((error: unknown) => {
      fetched = null; // the next page asks again
      throw error;
    });
    return fetched;
  };
  return {
    translate: (key, options) => spoken.translate(key, options),
    changeLocale: async (locale) => {
      const wanted = locale === 'nl' ? 'nl' : 'en';
      words = all(...await Promise.all([wordsOf(wanted), ...(fetched ? [moreOf(wanted)] : [])]));
      language = wanted;
      spoken = speak(language, words);
    },
    getLocale: () => language,
    getLocales: () => LANGUAGES,
  };
};

// Waits for all words, once; what renders inside a Suspense may use any of them afterwards.
export const useAllWords = () => {
  if (more) use(more());
};
