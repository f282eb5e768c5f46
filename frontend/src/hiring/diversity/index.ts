import { lazy } from 'react';

import type { Domain } from '../../app/domain';

// Reached from the rules of hiring and from the report.
export const area: Domain = {
  resources: [
    {
      name: 'diversity_questions', recordRepresentation: 'key',
      list: lazy(() => import('./Pages').then((page) => ({ default: page.QuestionList }))),
      show: lazy(() => import('./Pages').then((page) => ({ default: page.QuestionShow }))),
      create: lazy(() => import('./Form').then((form) => ({ default: form.QuestionCreate }))),
      edit: lazy(() => import('./Form').then((form) => ({ default: form.QuestionEdit }))),
    },
  ],
  menu: [],
};
