import BusinessIcon from '@mui/icons-material/AccountBalanceOutlined';
import PeopleIcon from '@mui/icons-material/PeopleAltOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../app/domain';
import { area as conflicts } from './conflicts';

export const domain: Domain = {
  resources: [
    {
      name: 'organisations',
      recordRepresentation: 'name',
      list: lazy(() => import('./OrganisationList')),
      show: lazy(() => import('./OrganisationShow')),
      create: lazy(() => import('./OrganisationCreate')),
      edit: lazy(() => import('./OrganisationEdit')),
    },
    {
      name: 'people',
      recordRepresentation: 'name',
      list: lazy(() => import('./PersonList')),
      show: lazy(() => import('./PersonShow')),
      create: lazy(() => import('./PersonCreate')),
      edit: lazy(() => import('./PersonEdit')),
    },
    ...conflicts.resources,
  ],
  menu: [
    { to: '/organisations', label: 'partners.menu.organisations', icon: BusinessIcon, needs: ['organisation.read'] },
    { to: '/people', label: 'partners.menu.people', icon: PeopleIcon, needs: ['person.read'] },
  ],
  routes: [{ path: '/organisations/import', element: createElement(lazy(() => import('./OrganisationImport'))) }],
};
