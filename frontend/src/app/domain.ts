// What every domain gives to the shell: its words, its resources, its place in the menu, its own pages.
import type { ComponentType, ReactElement } from 'react';
import type { ResourceProps } from 'react-admin';

export interface MenuEntry {
  to: string;
  label: string; // message key
  icon: ComponentType;
  needs: string[]; // shown to whoever holds any of these permissions; empty: to everybody
}

export type Messages = { [key: string]: string | Messages };

export interface Domain {
  messages: { nl: Messages; en: Messages };
  resources: ResourceProps[]; // every list, show, edit and create is lazy
  menu: MenuEntry[];
  routes?: { path: string; element: ReactElement }[];
}
