import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [],
  menu: [],
  routes: [{ path: '/money-import', element: createElement(lazy(() => import('./MoneyImport'))) }],
};
