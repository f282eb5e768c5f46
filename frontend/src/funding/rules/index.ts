import RulesIcon from '@mui/icons-material/GavelOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    {
      name: 'right_kinds', recordRepresentation: 'key',
      list: lazy(() => import('./RightPages').then((page) => ({ default: page.RightList }))),
      show: lazy(() => import('./RightPages').then((page) => ({ default: page.RightShow }))),
      create: lazy(() => import('./RightForm').then((page) => ({ default: page.RightCreate }))),
      edit: lazy(() => import('./RightForm').then((page) => ({ default: page.RightEdit }))),
    },
    {
      name: 'invoice_rules', recordRepresentation: 'key',
      list: lazy(() => import('./FigurePages').then((page) => ({ default: page.FigureList }))),
      show: lazy(() => import('./FigurePages').then((page) => ({ default: page.FigureShow }))),
      create: lazy(() => import('./FigureForm').then((page) => ({ default: page.FigureCreate }))),
      edit: lazy(() => import('./FigureForm').then((page) => ({ default: page.FigureEdit }))),
    },
  ],
  menu: [{ to: '/rules', label: 'rules.menu', icon: RulesIcon, needs: ['funding.read'] }],
  routes: [{ path: '/rules', element: createElement(lazy(() => import('./RulesPage'))) }],
};
