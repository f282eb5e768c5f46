import SecurityIcon from '@mui/icons-material/ShieldOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [{ name: 'security_checks', list: lazy(() => import('./CheckList')), show: lazy(() => import('./CheckShow')) }],
  // Of those who decide, as their daily work; HR comes to a check from an application or an offer.
  menu: [{ to: '/security_checks', label: 'hiring.menu.clearances', icon: SecurityIcon, needs: ['security.decide'] }],
};
