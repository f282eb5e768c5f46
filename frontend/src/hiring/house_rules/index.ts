import RulesIcon from '@mui/icons-material/GavelOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    {
      name: 'hiring_rules', recordRepresentation: 'key',
      list: lazy(() => import('./Pages').then((page) => ({ default: page.HiringRuleList }))),
      show: lazy(() => import('./Pages').then((page) => ({ default: page.HiringRuleShow }))),
      create: lazy(() => import('./Form').then((form) => ({ default: form.HiringRuleCreate }))),
      edit: lazy(() => import('./Form').then((form) => ({ default: form.HiringRuleEdit }))),
    },
  ],
  menu: [{ to: '/hiring_rules', label: 'hiring.menu.rules', icon: RulesIcon, needs: ['hiring_rule.read'] }],
};
