import { Typography } from '@mui/material';
import { type RaRecord, SelectInput, TextInput, email, maxValue, minValue, required, useTranslate } from 'react-admin';

import { currentLanguage } from '../app/http';
import { CreateFrame, TwoColumns } from '../ui/FormFrame';
import { WholeInput } from '../ui/MoneyInput';
import { useCatalogue } from './catalogue';
import { endOf } from './periods';
import { LastDay, RoleInputs, roleOf } from './RoleInputs';

const InvitationCreate = () => {
  const translate = useTranslate();
  const { role } = useCatalogue();
  const asked = ({ email: to, name, language, days, role_until, ...rest }: RaRecord) => ({
    email: to, name: name ?? '', language, days, role_until: endOf(role_until), ...roleOf(rest, role(rest.role)?.scope),
  });
  return (
    <CreateFrame title={translate('identity.invite')} defaults={{ days: 14, language: currentLanguage() }} redirect="list" transform={asked}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>{translate('identity.invite_lead')}</Typography>
      <TwoColumns>
        <TextInput source="email" type="email" validate={[required(), email()]} />
        <TextInput source="name" label="resources.invitations.fields.name" />
      </TwoColumns>
      <RoleInputs />
      <TwoColumns>
        <LastDay source="role_until" label="identity.role_until" />
        <SelectInput source="language" label="identity.mail_language" choices={['nl', 'en'].map((id) => ({ id, name: `identity.language.${id}` }))} validate={required()} />
        <WholeInput source="days" label="identity.invitation_days" validate={[required(), minValue(1), maxValue(60)]} />
      </TwoColumns>
    </CreateFrame>
  );
};

export default InvitationCreate;
