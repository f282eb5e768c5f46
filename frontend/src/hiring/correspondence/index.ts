import LettersIcon from '@mui/icons-material/MailOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    { name: 'mailings', recordRepresentation: 'id', list: lazy(() => import('./MailingList')), show: lazy(() => import('./MailingShow')) },
    {
      name: 'mail_templates', recordRepresentation: 'name', list: lazy(() => import('./TemplateList')), show: lazy(() => import('./TemplateShow')),
      create: lazy(() => import('./TemplateForm').then((form) => ({ default: form.TemplateCreate }))),
      edit: lazy(() => import('./TemplateForm').then((form) => ({ default: form.TemplateEdit }))),
    },
  ],
  menu: [{ to: '/mailings', label: 'hiring.menu.letters', icon: LettersIcon, needs: ['letter.write'] }],
};
