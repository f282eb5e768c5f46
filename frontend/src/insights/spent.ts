import { useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';

interface Use {
  allocated_cents: number;
  spent_cents: number;
  reported_cents: number;
}

// How far an allocation has come, in a sentence: spent of what it was, and how much of that was accounted for.
export const useSpent = () => {
  const translate = useTranslate();
  const { euro } = useFormats();
  return (use: Use) =>
    translate(use.reported_cents ? 'insights.reported_of' : 'insights.spent_of', {
      spent: euro(use.spent_cents), allocated: euro(use.allocated_cents), reported: euro(use.reported_cents),
    });
};
