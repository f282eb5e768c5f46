import ErasureIcon from '@mui/icons-material/AutoDeleteOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    { name: 'erasure_runs', recordRepresentation: 'reference', list: lazy(() => import('./RunList')), show: lazy(() => import('./RunShow')) },
    { name: 'objections', list: lazy(() => import('./ObjectionList')), show: lazy(() => import('./ObjectionShow')) },
  ],
  menu: [{ to: '/erasure_runs', label: 'hiring.menu.erasure', icon: ErasureIcon, needs: ['erasure.read'] }],
};
