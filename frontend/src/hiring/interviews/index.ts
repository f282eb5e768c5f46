import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    {
      name: 'interview_rounds', show: lazy(() => import('./RoundShow')),
      create: lazy(() => import('./RoundForm').then((form) => ({ default: form.RoundCreate }))),
      edit: lazy(() => import('./RoundForm').then((form) => ({ default: form.RoundEdit }))),
    },
  ],
  menu: [],
};
