// What a domain adds to the workbench. The shell knows nothing else about it.
import type { ComponentType, ReactElement } from 'react';
import type { ResourceProps } from 'react-admin';

export interface Messages {
  [key: string]: string | Messages;
}

export interface MenuEntry {
  to: string;
  label: string; // message key
  icon: ComponentType<{ fontSize?: 'small' | 'medium' }>;
  needs: string[]; // any permission of these shows the entry
}

export interface Domain {
  messages: { nl: Messages; en: Messages };
  resources: ResourceProps[]; // pages are loaded when they are opened
  menu: MenuEntry[];
  routes?: { path: string; element: ReactElement }[];
}
