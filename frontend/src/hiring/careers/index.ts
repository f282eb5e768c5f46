import { lazy } from 'react';

import type { Domain } from '../../app/domain';

// How vacancies reach people. Its pages are reached from a vacancy and from the list of vacancies.
export const area: Domain = {
  resources: [
    {
      name: 'vacancy_templates', recordRepresentation: 'name', list: lazy(() => import('./TemplateList')), edit: lazy(() => import('./TemplateEdit')),
    },
  ],
  menu: [],
};
