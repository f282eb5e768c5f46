import { lazy } from 'react';

import type { Domain } from '../../app/domain';

// Stays and milestones stand on their appointment; a list of stays is reached from that of appointments.
export const area: Domain = {
  resources: [{ name: 'stays', recordRepresentation: 'organisation', list: lazy(() => import('./StayList')), show: lazy(() => import('./StayShow')) }],
  menu: [],
};
