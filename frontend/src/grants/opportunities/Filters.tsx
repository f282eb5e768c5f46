import { useQuery } from '@tanstack/react-query';
import { AutocompleteArrayInput, ReferenceArrayInput } from 'react-admin';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';

const useChoices = () =>
  useQuery({ queryKey: ['opportunity_choices'], queryFn: () => request<{ funders: string[]; programmes: string[] }>('GET', '/opportunity-choices').then(({ json }) => json), staleTime: 60_000 }).data;

const WIDE = { minWidth: { sm: '16rem' } };

// Only what is on the list can be chosen.
export const ChoiceFilter = ({ source, of }: { source: string; of: 'funders' | 'programmes'; alwaysOn?: boolean }) => (
  <AutocompleteArrayInput source={source} translateChoice={false} choices={(useChoices()?.[of] ?? []).map((name) => ({ id: name, name }))} sx={WIDE} />
);

export const ThemeFilter = ({ source }: { source: string; alwaysOn?: boolean }) => {
  const { locale } = useFormats();
  return (
    <ReferenceArrayInput source={source} reference="themes" sort={{ field: `name_${locale === 'nl' ? 'nl' : 'en'}`, order: 'ASC' }} perPage={100}>
      <AutocompleteArrayInput label="opportunities.themes" optionText={`name_${locale === 'nl' ? 'nl' : 'en'}`} filterToQuery={() => ({})} sx={WIDE} />
    </ReferenceArrayInput>
  );
};
