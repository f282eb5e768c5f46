import LedgerIcon from '@mui/icons-material/MenuBookOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/ledger';

export const area: Domain = {
  messages: { en, nl },
  resources: [
    { name: 'ledger_accounts', recordRepresentation: 'code', list: lazy(() => import('./AccountList')), show: lazy(() => import('./AccountShow')) },
    { name: 'ledger_entries', recordRepresentation: 'number', list: lazy(() => import('./EntryList')), show: lazy(() => import('./EntryShow')) },
    { name: 'closed_periods', list: lazy(() => import('./PeriodList')) },
    { name: 'ledger_checks', list: lazy(() => import('./CheckList')) },
  ],
  menu: [{ to: '/ledger_accounts', label: 'money.menu.ledger', icon: LedgerIcon, needs: ['funding.read'] }],
};
