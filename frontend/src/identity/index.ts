import AccountsIcon from '@mui/icons-material/BadgeOutlined';
import RequestIcon from '@mui/icons-material/HowToRegOutlined';
import InviteIcon from '@mui/icons-material/MarkEmailReadOutlined';
import ProviderIcon from '@mui/icons-material/VpnKeyOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../app/domain';

export const domain: Domain = {
  resources: [
    { name: 'accounts', recordRepresentation: 'name', list: lazy(() => import('./AccountList')), show: lazy(() => import('./AccountShow')) },
    { name: 'role_grants' },
    { name: 'sessions' },
    { name: 'tokens' },
    { name: 'invitations', list: lazy(() => import('./InvitationList')), create: lazy(() => import('./InvitationCreate')) },
    { name: 'access_requests', list: lazy(() => import('./AccessRequestList')) },
    {
      name: 'identity_providers',
      recordRepresentation: 'name',
      list: lazy(() => import('./ProviderList')),
      show: lazy(() => import('./ProviderShow')),
      create: lazy(() => import('./ProviderCreate')),
      edit: lazy(() => import('./ProviderEdit')),
    },
  ],
  menu: [
    { to: '/accounts', label: 'identity.menu.accounts', icon: AccountsIcon, needs: ['account.read'] },
    { to: '/invitations', label: 'identity.menu.invitations', icon: InviteIcon, needs: ['role.grant'] },
    { to: '/access_requests', label: 'identity.menu.access_requests', icon: RequestIcon, needs: ['role.grant'] },
    { to: '/identity_providers', label: 'identity.menu.providers', icon: ProviderIcon, needs: ['provider.write', 'configuration.read'] },
  ],
  routes: [{ path: '/account', element: createElement(lazy(() => import('./MyAccount'))) }],
};
