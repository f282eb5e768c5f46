import InKindIcon from '@mui/icons-material/HandymanOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/in_kind';

export const area: Domain = {
  messages: { en, nl },
  resources: [
    {
      name: 'in_kind', recordRepresentation: 'reference',
      list: lazy(() => import('./InKindList')),
      show: lazy(() => import('./InKindShow')),
      create: lazy(() => import('./InKindForm').then((form) => ({ default: form.InKindCreate }))),
      edit: lazy(() => import('./InKindForm').then((form) => ({ default: form.InKindEdit }))),
    },
    {
      name: 'valuation_rules', recordRepresentation: 'key',
      list: lazy(() => import('./TariffList')),
      show: lazy(() => import('./TariffShow')),
      create: lazy(() => import('./TariffForm').then((form) => ({ default: form.TariffCreate }))),
      edit: lazy(() => import('./TariffForm').then((form) => ({ default: form.TariffEdit }))),
    },
  ],
  menu: [{ to: '/in_kind', label: 'inkind.menu', icon: InKindIcon, needs: ['funding.read', 'in_kind.declare'] }],
};
