import DecisionsIcon from '@mui/icons-material/GavelOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/decisions';

export const area: Domain = {
  messages: { en, nl },
  resources: [
    {
      name: 'decisions', recordRepresentation: 'reference',
      list: lazy(() => import('./DecisionList')),
      show: lazy(() => import('./DecisionShow')),
      create: lazy(() => import('./DecisionForm').then((form) => ({ default: form.DecisionCreate }))),
      edit: lazy(() => import('./DecisionForm').then((form) => ({ default: form.DecisionEdit }))),
    },
  ],
  menu: [{ to: '/decisions', label: 'money.menu.decisions', icon: DecisionsIcon, needs: ['funding.read', 'funding.public'] }],
};
