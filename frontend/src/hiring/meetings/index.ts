import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    {
      name: 'meetings', show: lazy(() => import('./MeetingShow')),
      create: lazy(() => import('./MeetingForm').then((form) => ({ default: form.MeetingCreate }))),
      edit: lazy(() => import('./MeetingForm').then((form) => ({ default: form.MeetingEdit }))), recordRepresentation: 'reference',
    },
  ],
  menu: [],
};
