import { Typography } from '@mui/material';

import { PageHead } from './Page';

// A page that exists, for others: that one may not see it is said, or an empty list would tell an untruth.
export const Unseen = ({ title, text }: { title: string; text: string }) => (
  <>
    <PageHead title={title} />
    <Typography role="status" sx={{ maxWidth: '40em' }}>{text}</Typography>
  </>
);
