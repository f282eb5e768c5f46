import { Box, Link, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { ErrorPanel } from '../ui/ErrorPanel';
import { PageHead, PageSkeleton } from '../ui/Page';
import { Empty } from '../ui/parts';
import { FunderPage } from './FunderPage';

// Home of whoever represents a funder: their page; for who represents several, which one.
const FunderHome = () => {
  const translate = useTranslate();
  const { data, error, refetch } = useGetList('funder_pages', { pagination: { page: 1, perPage: 100 }, sort: { field: 'sort_name', order: 'ASC' }, filter: {} });
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const [first, ...others] = data;
  if (!first) return <Empty text={translate('insights.none_own')} />;
  if (others.length === 0) return <FunderPage id={String(first.id)} />;
  return (
    <>
      <PageHead title={translate('insights.choose')} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxWidth: '40em' }}>
        {data.map((one) => (
          <Box component="li" key={one.id} sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}>
            <Link component={RouterLink} to={`/funder_pages/${one.id}/show`}><Typography component="span">{one.name}</Typography></Link>
          </Box>
        ))}
      </Box>
    </>
  );
};
export default FunderHome;
