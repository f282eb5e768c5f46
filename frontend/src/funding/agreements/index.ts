import AgreementsIcon from '@mui/icons-material/RequestQuoteOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/agreements';

export const area: Domain = {
  messages: { en, nl },
  resources: [
    {
      name: 'agreements', recordRepresentation: 'reference',
      list: lazy(() => import('./AgreementList')),
      show: lazy(() => import('./AgreementShow')),
      create: lazy(() => import('./AgreementForm').then((form) => ({ default: form.AgreementCreate }))),
      edit: lazy(() => import('./AgreementForm').then((form) => ({ default: form.AgreementEdit }))),
    },
    {
      name: 'agreement_versions', recordRepresentation: 'number',
      show: lazy(() => import('./VersionShow')),
      edit: lazy(() => import('./VersionForm').then((form) => ({ default: form.VersionEdit }))),
    },
  ],
  menu: [{ to: '/agreements', label: 'money.menu.agreements', icon: AgreementsIcon, needs: ['funding.read', 'funding.own'] }],
  routes: [{ path: '/agreements/:id/amend', element: createElement(lazy(() => import('./VersionForm').then((form) => ({ default: form.Amend })))) }],
};
