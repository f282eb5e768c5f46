import { Card, CardActionArea, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMe } from '../../app/session';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Empty } from '../../ui/parts';
import { useFormats } from '../../ui/format';
import type { AdvisorRow } from './types';

// The calls in which one advises.
const AdvisorList = () => {
  const translate = useTranslate();
  const { account } = useMe();
  const { date } = useFormats();
  const { data } = useGetList<AdvisorRow>('advisors', { filter: { account_id: account.id }, pagination: { page: 1, perPage: 50 }, sort: { field: 'created_at', order: 'DESC' } });
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHead title={translate('hiring.menu.advisors')} />
      {data.length === 0 && <Empty text={translate('calls.no_own')} />}
      {data.map((one) => (
        <Card key={one.id} sx={{ mb: 1, maxWidth: '46rem' }}>
          <CardActionArea component={Link} to={`/advisors/${one.id}/show`} sx={{ p: 2 }}>
            <Typography sx={{ fontWeight: 600 }}>{one.unit}</Typography>
            <Typography variant="body2" color="text.secondary">{translate('calls.own_stands', { named: one.named, placed: one.placed })} {one.ranked_at ? translate('calls.own_ranked', { at: date(one.ranked_at) }) : translate('calls.not_ranked')}</Typography>
          </CardActionArea>
        </Card>
      ))}
    </>
  );
};

export default AdvisorList;
