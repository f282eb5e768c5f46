// Roles and permissions with their titles, as the server declares them.
import { useQuery } from '@tanstack/react-query';

import { request } from '../app/http';
import { useFormats } from '../ui/format';

interface Said {
  nl: string;
  en: string;
}

export interface Role {
  name: string;
  title: Said;
  scope: string | null;
  grantable: boolean;
  permissions: string[];
}

interface Catalogue {
  roles: Role[];
  permissions: { name: string; title: Said }[];
}

export const useCatalogue = () => {
  const { say, locale } = useFormats();
  const { data } = useQuery({
    queryKey: ['catalogue'],
    queryFn: () => request<Catalogue>('GET', '/roles').then(({ json }) => json),
    staleTime: Infinity,
  });
  const role = (name: string) => data?.roles.find((one) => one.name === name);
  const permission = (name: string) => data?.permissions.find((one) => one.name === name);
  return {
    ready: Boolean(data),
    role,
    roleTitle: (name: string) => data ? say(role(name)?.title) || name : '…',
    permissionTitle: (name: string) => data ? say(permission(name)?.title) || name : '…',
    // by title, as the reader sorts
    grantable: (data?.roles ?? []).filter((one) => one.grantable).sort((one, other) => say(one.title).localeCompare(say(other.title), locale)),
  };
};
