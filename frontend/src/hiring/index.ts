import ApplicationsIcon from '@mui/icons-material/InboxOutlined';
import OffersIcon from '@mui/icons-material/HandshakeOutlined';
import VacanciesIcon from '@mui/icons-material/WorkOutlineOutlined';
import { lazy } from 'react';

import type { Domain } from '../app/domain';
import { area as appointments } from './appointments';
import { area as calls } from './calls';
import { area as careers } from './careers';
import { area as correspondence } from './correspondence';
import { area as diversity } from './diversity';
import { area as houseRules } from './house_rules';
import { area as interviews } from './interviews';
import { area as meetings } from './meetings';
import { area as offers } from './offers';
import { area as positions } from './positions';
import { area as privacy } from './privacy';
import { area as references } from './references';
import { area as reports } from './reports';
import { area as reviewing } from './reviewing';
import { area as security } from './security';
import { area as stays } from './stays';

// The story that everything hangs on.
const story: Domain = {
  resources: [
    {
      name: 'vacancies', list: lazy(() => import('./VacancyList')), show: lazy(() => import('./VacancyShow')),
      create: lazy(() => import('./VacancyForm').then((form) => ({ default: form.VacancyCreate }))),
      edit: lazy(() => import('./VacancyForm').then((form) => ({ default: form.VacancyEdit }))), recordRepresentation: 'reference',
    },
    {
      name: 'applications', list: lazy(() => import('./ApplicationList')), show: lazy(() => import('./ApplicationShow')), recordRepresentation: 'name',
    },
    {
      name: 'offers', list: lazy(() => import('./OfferList')), show: lazy(() => import('./OfferShow')),
      create: lazy(() => import('./OfferForm').then((form) => ({ default: form.OfferCreate }))),
      edit: lazy(() => import('./OfferForm').then((form) => ({ default: form.OfferEdit }))), recordRepresentation: 'reference',
    },
  ],
  menu: [
    { to: '/vacancies', label: 'hiring.menu.vacancies', icon: VacanciesIcon, needs: ['vacancy.read'] },
    { to: '/applications', label: 'hiring.menu.applications', icon: ApplicationsIcon, needs: ['application.read'] },
    { to: '/offers', label: 'hiring.menu.offers', icon: OffersIcon, needs: ['offer.read'] },
  ],
};

// One area a line, in the order of the menu. Each brings its pages and menu entries.
const AREAS: Domain[] = [
  story,
  positions,
  careers,
  references,
  reviewing,
  interviews,
  meetings,
  calls,
  correspondence,
  offers,
  security,
  appointments,
  stays,
  reports,
  privacy,
  houseRules,
  diversity,
];

export const domain: Domain = {
  resources: AREAS.flatMap(({ resources }) => resources),
  menu: AREAS.flatMap(({ menu }) => menu),
  routes: AREAS.flatMap(({ routes = [] }) => routes),
};
