import BankIcon from '@mui/icons-material/AccountBalanceWalletOutlined';
import SettleIcon from '@mui/icons-material/RuleOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';

const Settling = lazy(() => import('./Settling'));

export const area: Domain = {
  resources: [
    { name: 'bank_entries', recordRepresentation: 'counterparty', list: lazy(() => import('./EntryList')), show: lazy(() => import('./EntryShow')) },
    { name: 'bank_imports', recordRepresentation: 'file_name', list: lazy(() => import('./ImportList')), show: lazy(() => import('./ImportShow')) },
    { name: 'bank_statements', recordRepresentation: 'key', list: lazy(() => import('./StatementList')), show: lazy(() => import('./StatementShow')) },
    { name: 'bank_accounts', recordRepresentation: 'identifier', list: lazy(() => import('./AccountList')) },
    { name: 'settlements', list: lazy(() => import('./SettlementList')) },
    { name: 'settlement_rules', list: lazy(() => import('./LimitList')) },
  ],
  menu: [
    { to: '/settling', label: 'banking.menu.settling', icon: SettleIcon, needs: ['bank.settle'] },
    { to: '/bank_entries', label: 'banking.menu.bank', icon: BankIcon, needs: ['funding.read'] },
  ],
  routes: [{ path: '/settling', element: createElement(Settling) }],
};
