import ReportIcon from '@mui/icons-material/QueryStatsOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [],
  menu: [{ to: '/hiring-report', label: 'hiring.menu.report', icon: ReportIcon, needs: ['report.read'] }],
  routes: [{ path: '/hiring-report', element: createElement(lazy(() => import('./ReportPage'))) }],
};
