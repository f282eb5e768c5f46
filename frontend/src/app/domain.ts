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

// The words of a large domain, one file for each of its parts.
export const together = (...parts: { nl: Messages; en: Messages }[]) => ({
  nl: parts.reduce<Messages>((found, { nl }) => merge(found, nl), {}),
  en: parts.reduce<Messages>((found, { en }) => merge(found, en), {}),
});

export interface MenuEntry {
  to: string;
  label: string; // message key
  icon: ComponentType<{ fontSize?: 'small' | 'medium' }>;
  needs: string[]; // any permission of these shows the entry
  unless?: (who: Me) => boolean; // not to whom it would lead where they are already
}

export interface Domain {
  messages: { nl: Messages; en: Messages };
  resources: ResourceProps[]; // pages are loaded when they are opened
  menu: MenuEntry[];
  routes?: { path: string; element: ReactElement }[];
  home?: { when: (who: Me) => boolean; page: ComponentType }; // instead of the list of what waits
}
