import { Typography } from '@mui/material';
import { AutocompleteInput, DateInput, ReferenceInput, SelectInput, required, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { useMay, useMe } from '../app/session';
import { useFormats } from '../ui/format';
import { type Role, useCatalogue } from './catalogue';
import { useMayKeep } from './useMayKeep';

const REQUIRED = [required()];
const NONE: [] = [];
const SCOPES: Record<string, { reference: string; sort: string }> = {
  vacancy: { reference: 'vacancies', sort: 'reference' },
  organisation: { reference: 'organisations', sort: 'sort_name' },
};

// Whoever grants within a scope gives no more than they hold.
const useMayGive = () => {
  const may = useMay();
  const mayKeep = useMayKeep();
  const { permissions } = useMe();
  return (role: Role) => mayKeep(role.name) && (role.name.startsWith('committee_') || permissions.includes('role.grant') || role.permissions.every((name) => may(name)));
};

// A role, what it gives, and for which record where the role is limited to one.
export const RoleInputs = () => {
  const translate = useTranslate();
  const { say, of } = useFormats();
  const { grantable, role, permissionTitle } = useCatalogue();
  const mayGive = useMayGive();
  const chosen = role(useWatch({ name: 'role' }) as string);
  const scope = chosen?.scope ? SCOPES[chosen.scope] : undefined;
  // roles of later domains are limited to records that are not there yet
  const choices = grantable.filter((one) => (!one.scope || one.scope in SCOPES) && mayGive(one)).map((one) => ({ id: one.name, name: say(one.title) }));
  return (
    <>
      <SelectInput source="role" label="identity.role" choices={choices} translateChoice={false} validate={required()} />
      {chosen && (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {chosen.permissions.length > 0
            ? translate('identity.role_gives', { permissions: chosen.permissions.map(permissionTitle).join(', ') })
            : translate('identity.role_gives_nothing')}
        </Typography>
      )}
      {chosen?.scope && scope && (
        <ReferenceInput key={chosen.scope} source="scope_id" reference={scope.reference} sort={{ field: scope.sort, order: 'ASC' }}>
          <AutocompleteInput
            label={`identity.scope.${chosen.scope}`} validate={required()} filterToQuery={(q: string) => ({ q })}
            optionText={(record) => record.name ?? `${record.reference} · ${of(record, 'title')}`}
          />
        </ReferenceInput>
      )}
    </>
  );
};

// The last day of a role. Whoever reads everything does so for a limited time.
export const LastDay = ({ source, label }: { source: string; label: string }) => {
  const limited = useWatch({ name: 'role' }) === 'auditor';
  return <DateInput source={source} label={label} validate={limited ? REQUIRED : NONE} helperText={limited ? 'identity.until_auditor' : 'identity.until_help'} />;
};

// What the server wants to know of it.
export const roleOf = (values: Record<string, unknown>, scope: string | null | undefined) => ({
  role: values.role,
  scope_kind: scope ?? null,
  scope_id: scope ? values.scope_id : null,
});
