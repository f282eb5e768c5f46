import AllocationsIcon from '@mui/icons-material/CallSplitOutlined';
import LotsIcon from '@mui/icons-material/TokenOutlined';
import PurposesIcon from '@mui/icons-material/FlagOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/allocations';

export const area: Domain = {
  messages: { en, nl },
  resources: [
    { name: 'lots', recordRepresentation: 'number', list: lazy(() => import('./LotList')), show: lazy(() => import('./LotShow')) },
    {
      name: 'allocations', recordRepresentation: 'reference',
      list: lazy(() => import('./AllocationList')),
      show: lazy(() => import('./AllocationShow')),
      create: lazy(() => import('./AllocationForm').then((form) => ({ default: form.AllocationCreate }))),
      edit: lazy(() => import('./AllocationForm').then((form) => ({ default: form.AllocationEdit }))),
    },
    {
      name: 'purposes', recordRepresentation: 'reference',
      list: lazy(() => import('./PurposeList')),
      show: lazy(() => import('./PurposeShow')),
      create: lazy(() => import('./PurposeForm').then((form) => ({ default: form.PurposeCreate }))),
      edit: lazy(() => import('./PurposeForm').then((form) => ({ default: form.PurposeEdit }))),
    },
    {
      name: 'fund_pools',
      list: lazy(() => import('./PoolList')),
      show: lazy(() => import('./PoolShow')),
      create: lazy(() => import('./PoolForm').then((form) => ({ default: form.PoolCreate }))),
      edit: lazy(() => import('./PoolForm').then((form) => ({ default: form.PoolEdit }))),
    },
  ],
  menu: [
    { to: '/lots', label: 'money.menu.lots', icon: LotsIcon, needs: ['funding.read'] },
    { to: '/purposes', label: 'money.menu.purposes', icon: PurposesIcon, needs: ['funding.read'] },
    { to: '/allocations', label: 'money.menu.allocations', icon: AllocationsIcon, needs: ['funding.read'] },
  ],
};
