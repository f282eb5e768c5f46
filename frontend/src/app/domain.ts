// What a domain adds to the workbench. The shell knows nothing else about it.
import type { ComponentType, ReactElement } from 'react';
import type { ResourceProps } from 'react-admin';

import type { Me } from './http';

export interface Messages {
  [key: string]: string | Messages;
}

export const merge = (into: Messages, more: Messages): Messages => {
  for (const [key, value] of Object.entries(more)) {
    const known = into[key];
    into[key] = typeof value === 'string' || typeof known !== 'object' ? value : merge({ ...known }, value);
  }
  return into;
};

// The words of many parts as one.
export const all = (...parts: object[]) => parts.reduce<Messages>((found, more) => merge(found, more as Messages), {});

export interface MenuEntry {
  to: string;
  label: string; // message key
  icon: ComponentType<{ fontSize?: 'small' | 'medium' }>;
  needs: string[]; // any permission of these shows the entry
  unless?: (who: Me) => boolean; // not to whom it would lead where they are already
}

export interface Domain {
  resources: ResourceProps[]; // pages are loaded when they are opened
  menu: MenuEntry[];
  routes?: { path: string; element: ReactElement }[];
  home?: { when: (who: Me) => boolean; page: ComponentType }; // instead of the list of what waits
}
