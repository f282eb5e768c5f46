import { useTranslate } from 'react-admin';

import type { Invoice } from './types';

// In a list: an invoice by its number alone, a credit note by what it is.
export const useInvoiceName = () => {
  const translate = useTranslate();
  return ({ kind, number_text: number }: Partial<Invoice>) =>
    number ? (kind === 'credit_note' ? translate('invoices.numbered.credit_note', { number }) : number) : translate(`invoices.unnumbered.${kind}`);
};
