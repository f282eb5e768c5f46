import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/imports';

export const area: Domain = {
  messages: { en, nl },
  resources: [],
  menu: [],
  routes: [{ path: '/money-import', element: createElement(lazy(() => import('./MoneyImport'))) }],
};
