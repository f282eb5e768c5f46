import { Link as MuiLink } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';

const RESOURCES: Record<string, string> = { vacancy: 'vacancies', organisation: 'organisations' };

interface Props {
  kind?: string | null;
  id?: string | null;
  name?: { nl: string; en: string } | null;
}

// What a role is limited to, by name; its page is one click away for whoever may open it.
export const Scope = ({ kind, id, name }: Props) => {
  const translate = useTranslate();
  const { say } = useFormats();
  const may = useMay();
  if (!kind || !id) return <>{translate('identity.scope.institute')}</>;
  const called = say(name) || translate(`identity.scope.${kind}`, { _: kind });
  const resource = RESOURCES[kind];
  return resource && may(`${kind}.read`) ? <MuiLink component={Link} to={`/${resource}/${id}/show`}>{called}</MuiLink> : <>{called}</>;
};
