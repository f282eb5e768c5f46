import { lazy } from 'react';

import type { Domain } from '../../app/domain';

// The windows of conflicts of interest are reached from where conflicts are decided.
export const area: Domain = {
  resources: [
    {
      name: 'conflict_windows', recordRepresentation: 'key',
      list: lazy(() => import('./Windows').then((page) => ({ default: page.WindowList }))),
      show: lazy(() => import('./Windows').then((page) => ({ default: page.WindowShow }))),
      create: lazy(() => import('./WindowForm').then((form) => ({ default: form.WindowCreate }))),
      edit: lazy(() => import('./WindowForm').then((form) => ({ default: form.WindowEdit }))),
    },
    { name: 'interests' },
  ],
  menu: [],
};
