import { useTranslate } from 'react-admin';

import { StateLabel } from '../../ui/StateLabel';

// Of the versions that were confirmed one is used; the others were.
export const TemplateLabel = ({ record }: { record: Record<string, unknown> }) => {
  const translate = useTranslate();
  if (record.state !== 'in_force') return <StateLabel state={String(record.state)} />;
  return <StateLabel state={record.in_use ? 'current' : 'past'} label={translate(record.in_use ? 'offer_letters.in_use' : 'offer_letters.was_used')} />;
};
