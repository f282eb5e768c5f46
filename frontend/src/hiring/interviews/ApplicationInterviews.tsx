import { Box } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';

import { Panel } from '../../ui/parts';
import type { Application } from '../types';
import { InterviewCard } from './InterviewCard';

// The interviews of one applicant; nothing where there are none.
const ApplicationInterviews = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const { data = [] } = useGetList('interviews', { filter: { application_id: application.id }, pagination: { page: 1, perPage: 20 }, sort: { field: 'created_at', order: 'DESC' } });
  if (data.length === 0) return null;
  return (
    <Panel title={translate('interviews.view')} id="interviews">
      {data.map(({ id }, n) => (
        <Box key={id} sx={n > 0 ? { borderTop: 1, borderColor: 'divider', mt: 2, pt: 2 } : undefined}><InterviewCard id={String(id)} /></Box>
      ))}
    </Panel>
  );
};

export default ApplicationInterviews;
