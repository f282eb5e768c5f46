import { useMay } from '../app/session';

// Who composes committees is not who keeps the other roles.
export const useMayKeep = () => {
  const may = useMay();
  return (role: string) => may(role.startsWith('committee_') ? 'committee.manage' : 'role.grant');
};
