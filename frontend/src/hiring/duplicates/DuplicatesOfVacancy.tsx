import { Box, Card, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { Empty } from '../../ui/parts';
import type { Vacancy } from '../types';
import { Grounds, Judge, OtherLine } from './OfPair';
import type { Pair } from './types';

// Applications that may be one person's: those to this vacancy twice come first.
const DuplicatesOfVacancy = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const { data } = useQuery({
    queryKey: ['same-person', 'vacancy', vacancy.id],
    queryFn: () => request<{ data: Pair[] }>('GET', `/vacancies/${vacancy.id}/duplicates`).then(({ json }) => json.data),
  });
  if (!data) return <Skeleton variant="rounded" height={120} />;
  if (data.length === 0) return <Empty text={translate('duplicates.none')} />;
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '52em', mb: 1.5 }}>{translate('duplicates.lead')}</Typography>
      {data.map(({ first, second, grounds, same_vacancy }) => (
        <Card key={first.application_id + second.application_id} sx={{ p: 2, mb: 1.5 }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 1.5, mb: 1 }}>
            <Box><OtherLine of={first} /></Box>
            <Box><OtherLine of={second} /></Box>
          </Box>
          <Grounds of={grounds} twice={same_vacancy} />
          <Judge one={first} other={second} same_vacancy={same_vacancy} />
        </Card>
      ))}
    </>
  );
};

export default DuplicatesOfVacancy;
