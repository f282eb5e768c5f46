import { useMemo } from 'react';
import { useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import { countries } from './rules';

const useTag = () => (useFormats().locale === 'nl' ? 'nl-NL' : 'en-GB');

export const useCountries = () => {
  const tag = useTag();
  return useMemo(() => countries(tag), [tag]);
};

export const Country = ({ code }: { code?: string | null }) => {
  const tag = useTag();
  const names = useMemo(() => new Intl.DisplayNames([tag], { type: 'region' }), [tag]);
  return <>{code && /^[A-Z]{2}$/.test(code) ? names.of(code) : code}</>;
};

// The name of a language from its code, in the reader's language; codes that nobody knows stay codes.
export const useLanguageName = () => {
  const tag = useTag();
  const names = useMemo(() => new Intl.DisplayNames([tag], { type: 'language' }), [tag]);
  return (code?: string | null) => {
    try {
      return code ? (names.of(code) ?? code) : '–';
    } catch {
      return code ?? '–';
    }
  };
};

export const KindLabel = ({ kind }: { kind: string }) => <>{useTranslate()(`partners.kind.${kind}`, { _: kind })}</>;

// A period as people say it.
export const Period = ({ from, until }: { from?: string | null; until?: string | null }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  if (!from) return <>–</>;
  return <>{until ? translate('partners.period', { from: date(from), until: date(until) }) : translate('partners.since', { from: date(from) })}</>;
};
