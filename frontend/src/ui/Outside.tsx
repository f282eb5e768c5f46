import OpenIcon from '@mui/icons-material/OpenInNewOutlined';
import { Link } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

// A link that leaves Polder: says so, and tells the other side nothing.
export const Outside = ({ to, children }: { to: string; children: ReactNode }) => {
  const translate = useTranslate();
  return (
    <Link href={/^https?:\/\//.test(to) ? to : undefined} target="_blank" rel="noopener noreferrer">
      {children}
      <OpenIcon sx={{ fontSize: '0.9em', ml: 0.5, verticalAlign: '-0.1em' }} titleAccess={translate('ui.elsewhere')} />
    </Link>
  );
};
