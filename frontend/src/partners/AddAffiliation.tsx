import { AutocompleteInput, DateInput, ReferenceInput, TextInput, maxLength, maxValue, minValue, required, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../app/http';
import { DialogForm, TwoColumns } from '../ui/FormFrame';
import { WholeInput } from '../ui/MoneyInput';

const part = [required(), minValue(1), maxValue(100)];

export const AddAffiliation = ({ person, onClose }: { person: string; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('partners.add_affiliation')} onClose={onClose} submit="ra.action.add" defaults={{ part_percent: 100 }}
      onSubmit={async (values) => {
        await request('POST', `/people/${person}/affiliations`, { body: values });
        notify('partners.added', { type: 'success' });
        refresh();
        onClose();
      }}
    >
      <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput
          label="partners.affiliation.organisation_id" optionText="name" filterToQuery={(q: string) => ({ q })} validate={required()}
          helperText="partners.search_organisations"
        />
      </ReferenceInput>
      <TextInput source="role_title" label="partners.affiliation.role_title" validate={maxLength(200)} />
      <TwoColumns>
        <DateInput source="valid_from" label="partners.affiliation.valid_from" validate={required()} />
        <DateInput source="valid_until" label="partners.affiliation.valid_until" helperText="partners.until_help" />
      </TwoColumns>
      <WholeInput source="part_percent" label="partners.affiliation.part_percent" validate={part} />
    </DialogForm>
  );
};
