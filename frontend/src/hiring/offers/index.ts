import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    {
      name: 'letter_templates', recordRepresentation: 'subject',
      list: lazy(() => import('./TemplateList')),
      show: lazy(() => import('./TemplateShow')),
      create: lazy(() => import('./TemplateForm').then((form) => ({ default: form.TemplateCreate }))),
      edit: lazy(() => import('./TemplateForm').then((form) => ({ default: form.TemplateEdit }))),
    },
  ],
  menu: [],
};
