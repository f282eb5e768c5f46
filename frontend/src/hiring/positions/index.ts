import PositionsIcon from '@mui/icons-material/EventSeatOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';

const rules = () => import('./CostRules');
const form = () => import('./CostRuleForm');

export const area: Domain = {
  resources: [
    {
      name: 'positions', recordRepresentation: 'reference',
      list: lazy(() => import('./PositionList')),
      show: lazy(() => import('./PositionShow')),
      create: lazy(() => import('./PositionForm').then((form) => ({ default: form.PositionCreate }))),
      edit: lazy(() => import('./PositionForm').then((form) => ({ default: form.PositionEdit }))),
    },
    {
      name: 'employer_cost_rules', recordRepresentation: 'key',
      list: lazy(() => rules().then((pages) => ({ default: pages.CostRuleList }))),
      show: lazy(() => rules().then((pages) => ({ default: pages.CostRuleShow }))),
      create: lazy(() => form().then((pages) => ({ default: pages.CostRuleCreate }))),
      edit: lazy(() => form().then((pages) => ({ default: pages.CostRuleEdit }))),
    },
  ],
  menu: [{ to: '/positions', label: 'hiring.menu.positions', icon: PositionsIcon, needs: ['position.read'] }],
  routes: [{ path: '/positions/what-if', element: createElement(lazy(() => import('./WhatIfPage'))) }],
};
