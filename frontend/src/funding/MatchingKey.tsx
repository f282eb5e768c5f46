import { AutocompleteInput, useGetList, useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import type { Version } from '../ui/versions/version';

const ALL = { pagination: { page: 1, perPage: 200 }, sort: { field: 'key', order: 'ASC' } } as const;

// The rule by which money is matched: one that was proposed or is in force, by its newest name.
export const MatchingKey = () => {
  const translate = useTranslate();
  const { locale } = useFormats();
  const { data = [], isPending } = useGetList<Version>('matching_rules', ALL);
  const names = new Map(data.filter(({ state }) => state !== 'withdrawn').map((rule) => [rule.key, locale === 'nl' ? rule.name_nl : rule.name_en]));
  const choices = [...names].map(([id, name]) => ({ id, name: `${name} (${id})` }));
  return <AutocompleteInput source="matching_key" choices={choices} isPending={isPending} parse={(key: string) => key || null} helperText={translate('money.matching_help')} fullWidth />;
};
