// Who works here, known before anything is drawn.
import { createContext, useContext } from 'react';

import type { Me } from './http';

const Session = createContext<Me | null>(null);
export const SessionProvider = Session.Provider;

export const useMe = (): Me => {
  const found = useContext(Session);
  if (!found) throw new Error('asked before the session was known');
  return found;
};

// Does one of my roles give any of these, for the whole institute or for some record? The server decides what happens.
export const useMay = () => {
  const { permissions, scoped } = useMe();
  return (...needed: string[]) => needed.length === 0 || needed.some((name) => permissions.includes(name) || name in scoped);
};
