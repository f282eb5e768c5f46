import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';

const Review = lazy(() => import('./ReviewPage'));

// Reviewing is reached from what waits at home, and from a vacancy.
export const area: Domain = {
  resources: [{ name: 'conflict_proposals' }, { name: 'review_assignments' }],
  menu: [],
  routes: [
    { path: '/review/:vacancy', element: createElement(Review) },
    { path: '/review/:vacancy/:application', element: createElement(Review) },
  ],
};
