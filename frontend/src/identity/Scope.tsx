import { Link as MuiLink } from '@mui/material';
import { useGetOne, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';

const RESOURCES: Record<string, string> = { vacancy: 'vacancies', organisation: 'organisations' };

// What a role is limited to, by name; a record that the reader may not see stays unnamed.
export const Scope = ({ kind, id }: { kind?: string | null; id?: string | null }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const may = useMay();
  const resource = RESOURCES[kind ?? ''] ?? '';
  const { data } = useGetOne(resource, { id: id ?? '' }, { enabled: Boolean(resource && id && may(`${kind}.read`)), retry: false });
  if (!kind || !id) return <>{translate('identity.scope.institute')}</>;
  if (!data) return <>{translate(`identity.scope.${kind}`, { _: kind })}</>;
  return <MuiLink component={Link} to={`/${resource}/${id}/show`}>{data.name ?? `${data.reference} · ${of(data, 'title')}`}</MuiLink>;
};
