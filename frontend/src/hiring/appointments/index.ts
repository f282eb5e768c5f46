import AppointmentsIcon from '@mui/icons-material/AssignmentIndOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';

export const area: Domain = {
  resources: [
    {
      name: 'appointments', recordRepresentation: 'reference',
      list: lazy(() => import('./AppointmentList')),
      show: lazy(() => import('./AppointmentShow')),
      create: lazy(() => import('./AppointmentForm').then((form) => ({ default: form.AppointmentCreate }))),
      edit: lazy(() => import('./AppointmentForm').then((form) => ({ default: form.AppointmentEdit }))),
    },
    { name: 'appointment_checks', list: lazy(() => import('./CheckList')), show: lazy(() => import('./CheckShow')) },
    {
      name: 'checklist_rules', recordRepresentation: 'key',
      list: lazy(() => import('./Rules').then((page) => ({ default: page.ChecklistRuleList }))),
      show: lazy(() => import('./Rules').then((page) => ({ default: page.ChecklistRuleShow }))),
      create: lazy(() => import('./RuleForm').then((form) => ({ default: form.RuleCreate }))),
      edit: lazy(() => import('./RuleForm').then((form) => ({ default: form.RuleEdit }))),
    },
  ],
  menu: [{ to: '/appointments', label: 'hiring.menu.appointments', icon: AppointmentsIcon, needs: ['appointment.read'] }],
};
