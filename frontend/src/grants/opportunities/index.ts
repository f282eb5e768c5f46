import OpportunitiesIcon from '@mui/icons-material/ExploreOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';

const form = () => import('./OpportunityForm');
const themes = () => import('./ThemeForm');

export const area: Domain = {
  resources: [
    {
      name: 'opportunities', recordRepresentation: 'title',
      list: lazy(() => import('./OpportunityList')),
      show: lazy(() => import('./OpportunityShow')),
      create: lazy(() => form().then((pages) => ({ default: pages.OpportunityCreate }))),
      edit: lazy(() => form().then((pages) => ({ default: pages.OpportunityEdit }))),
    },
    { name: 'opportunity_deadlines', list: lazy(() => import('./DeadlineList')) },
    {
      name: 'themes',
      list: lazy(() => import('./ThemeList')),
      create: lazy(() => themes().then((pages) => ({ default: pages.ThemeCreate }))),
      edit: lazy(() => themes().then((pages) => ({ default: pages.ThemeEdit }))),
    },
  ],
  menu: [{ to: '/opportunities', label: 'grants.menu.opportunities', icon: OpportunitiesIcon, needs: ['opportunity.read'] }],
  routes: [
    { path: '/opportunities/import', element: createElement(lazy(() => import('./ImportPage'))) },
    { path: '/opportunities/repairs', element: createElement(lazy(() => import('./RepairPage'))) },
  ],
};
