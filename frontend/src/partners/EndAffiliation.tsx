import { DateInput, required, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../app/http';
import { DialogForm } from '../ui/FormFrame';
import { today } from '../ui/format';

export interface Affiliation {
  id: string;
  organisation_id: string;
  organisation: string;
  role_title: string | null;
  part_percent: number;
  from: string;
  until: string | null;
  version: number;
}

export const EndAffiliation = ({ affiliation, onClose }: { affiliation: Affiliation; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const now = today();
  return (
    <DialogForm
      title={translate('partners.end_affiliation', { organisation: affiliation.organisation })} onClose={onClose} submit="partners.end"
      defaults={{ valid_until: affiliation.until ?? (now > affiliation.from ? now : affiliation.from) }}
      onSubmit={async ({ valid_until }) => {
        await request('POST', `/affiliations/${affiliation.id}/end`, { body: { valid_until }, version: affiliation.version });
        notify('partners.ended', { type: 'success' });
        refresh();
        onClose();
      }}
    >
      <DateInput source="valid_until" label="partners.affiliation.valid_until" helperText="partners.end_help" validate={required()} />
    </DialogForm>
  );
};
