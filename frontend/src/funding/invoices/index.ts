import InvoicesIcon from '@mui/icons-material/ReceiptLongOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/invoices';

export const area: Domain = {
  messages: { en, nl },
  resources: [
    {
      name: 'funder_invoices', recordRepresentation: (record) => record.number_text ?? '–',
      list: lazy(() => import('./InvoiceList')),
      show: lazy(() => import('./InvoiceShow')),
      create: lazy(() => import('./InvoiceForm').then((form) => ({ default: form.InvoiceCreate }))),
      edit: lazy(() => import('./InvoiceForm').then((form) => ({ default: form.InvoiceEdit }))),
    },
    {
      name: 'billing_details', recordRepresentation: 'legal_name',
      list: lazy(() => import('./BillingList')),
      create: lazy(() => import('./BillingForm').then((form) => ({ default: form.BillingCreate }))),
      edit: lazy(() => import('./BillingForm').then((form) => ({ default: form.BillingEdit }))),
    },
  ],
  menu: [{ to: '/funder_invoices', label: 'invoices.menu', icon: InvoicesIcon, needs: ['funding.read', 'funding.own'] }],
};
