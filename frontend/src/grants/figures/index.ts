import { lazy } from 'react';

import type { Domain } from '../../app/domain';

const pages = () => import('./Pages');

export const area: Domain = {
  resources: [
    {
      name: 'grant_figures', recordRepresentation: 'key',
      list: lazy(() => pages().then((page) => ({ default: page.GrantFigureList }))),
      show: lazy(() => pages().then((page) => ({ default: page.GrantFigureShow }))),
      create: lazy(() => import('./Form').then((form) => ({ default: form.GrantFigureCreate }))),
      edit: lazy(() => import('./Form').then((form) => ({ default: form.GrantFigureEdit }))),
    },
  ],
  menu: [],
};
