import { Box, Tab, Tabs, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { type Catalogue, type Language, LANGUAGES, type Written } from './types';

export const NAMES: Record<Language, string> = { nl: 'Nederlands', en: 'English' };

export const useCatalogue = () =>
  useQuery({ queryKey: ['mail_templates', 'fields'], staleTime: Infinity, queryFn: () => request<Catalogue>('GET', '/mail-templates/fields').then(({ json }) => json) }).data;

// A letter as it is read.
export const Paper = ({ of, lang }: { of: Written; lang: Language }) => (
  <Box lang={lang} sx={{ border: 1, borderColor: 'divider', borderRadius: 2, p: 2, bgcolor: 'background.default' }}>
    <Typography sx={{ fontWeight: 600, mb: 1, overflowWrap: 'anywhere' }}>{of.subject}</Typography>
    <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{of.text}</Typography>
  </Box>
);

// The languages that a letter is written in, one at a time.
export const InLanguages = ({ texts, first }: { texts: Partial<Record<Language, Written | null>>; first?: Language | null }) => {
  const translate = useTranslate();
  const { locale } = useFormats();
  const there = LANGUAGES.filter((language) => texts[language]);
  const [chosen, setChosen] = useState<Language | null>(null);
  const shown = [chosen, first, locale as Language, ...there].find((language) => language && there.includes(language));
  if (!shown) return <Typography variant="body2" color="text.secondary">{translate('letters.no_text')}</Typography>;
  return (
    <>
      {there.length > 1 && (
        <Tabs value={shown} onChange={(_event, value: Language) => setChosen(value)} aria-label={translate('letters.language')} sx={{ minHeight: 32, mb: 1, '& .MuiTab-root': { minHeight: 32, py: 0, textTransform: 'none' } }}>
          {there.map((language) => <Tab key={language} value={language} label={NAMES[language]} lang={language} />)}
        </Tabs>
      )}
      <Paper of={texts[shown]!} lang={shown} />
    </>
  );
};

// Which fields a text may name, what each means, and how it may read.
export const FieldsHelp = ({ names }: { names?: string[] }) => {
  const translate = useTranslate();
  const { say } = useFormats();
  const catalogue = useCatalogue();
  const known = names ?? catalogue?.general ?? [];
  return (
    <Box component="details" sx={{ mb: 1 }}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer' }}>{translate('letters.fields')}</Typography>
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
        {catalogue?.fields.filter(({ name }) => known.includes(name)).map(({ name, meaning, sample }) => (
          <Typography component="li" variant="body2" key={name}>
            <code>{`{{ ${name} }}`}</code> – {say(meaning)} <Box component="span" color="text.secondary">({say(sample)})</Box>
          </Typography>
        ))}
      </Box>
    </Box>
  );
};
