import AuditIcon from '@mui/icons-material/HistoryOutlined';
import MailIcon from '@mui/icons-material/OutboxOutlined';
import { lazy } from 'react';

import type { Domain } from '../app/domain';

export const domain: Domain = {
  resources: [
    { name: 'mails', recordRepresentation: 'subject', list: lazy(() => import('./MailList')), show: lazy(() => import('./MailShow')) },
    { name: 'audit_entries', list: lazy(() => import('./AuditList')) },
  ],
  menu: [
    { to: '/mails', label: 'operations.menu.mails', icon: MailIcon, needs: ['mail.read'] },
    { to: '/audit_entries', label: 'operations.menu.audit', icon: AuditIcon, needs: ['audit.read'] },
  ],
};
