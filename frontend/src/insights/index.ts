import FundersIcon from '@mui/icons-material/VolunteerActivismOutlined';
import { lazy } from 'react';

import type { Domain } from '../app/domain';
import type { Me } from '../app/http';
import { en, nl } from './messages';

// Somebody who is here for their own contributions and for nothing else.
const isFunder = ({ roles }: Me) => roles.length > 0 && roles.every(({ role }) => role === 'funder_representative');

export const domain: Domain = {
  messages: { en, nl },
  resources: [
    {
      name: 'funder_pages', list: lazy(() => import('./FunderPageList')), show: lazy(() => import('./FunderPageShow')), recordRepresentation: 'name',
    },
  ],
  menu: [{ to: '/funder_pages', label: 'insights.menu', icon: FundersIcon, needs: ['funding.read', 'funding.own'], unless: isFunder }],
  home: { when: isFunder, page: lazy(() => import('./FunderHome')) },
};
