import { AutocompleteInput, ReferenceInput } from 'react-admin';

import { useFormats } from '../ui/format';

interface Props {
  source: string;
  reference: string;
  sort: string;
  text: string; // ends in _ where the record has it in two languages
}

const SearchFilter = ({ source, reference, sort, text }: Props) => {
  const { locale } = useFormats();
  return (
    <ReferenceInput source={source} reference={reference} sort={{ field: sort, order: 'ASC' }}>
      <AutocompleteInput optionText={text.endsWith('_') ? `${text}${locale === 'nl' ? 'nl' : 'en'}` : text} filterToQuery={(q: string) => ({ q })} sx={{ minWidth: { sm: '16rem' } }} />
    </ReferenceInput>
  );
};

export default SearchFilter;
