import { Box, Button, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { Face } from '../../ui/Face';
import { problemText, ReasonDialog } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import type { Application } from '../types';
import { Assign } from './Assign';
import { Proposals } from './Proposals';
import type { Assignment, Reviewing } from './types';

// Who is asked to review this application, and what may stand between; for whoever plans reviews.
const ReviewersPanel = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const { data: plan } = useQuery({
    queryKey: ['reviewing', application.vacancy_id],
    queryFn: async () => (await request<Reviewing>('GET', `/vacancies/${application.vacancy_id}/reviewing`)).json,
  });
  const { data = [], refetch } = useGetList<Assignment>('review_assignments', {
    filter: { application_id: application.id, open: 'true' }, pagination: { page: 1, perPage: 50 }, sort: { field: 'created_at', order: 'ASC' },
  });
  const [asking, setAsking] = useState(false);
  if (!plan?.reviewers) return null;
  return (
    <Panel title={translate('reviewing.panel')} id="reviewers">
      {data.length === 0 && <Typography variant="body2" color="text.secondary">{translate(plan.members_review === 'all' ? 'reviewing.panel_none' : 'reviewing.nobody_assigned')}</Typography>}
      <Assigned assignments={data} onChanged={() => void refetch()} />
      <Button size="small" variant="outlined" sx={{ mt: 1 }} onClick={() => setAsking(true)}>{translate('reviewing.ask')}</Button>
      {asking && (
        <Assign vacancy={application.vacancy_id} applications={[String(application.id)]} reviewers={plan.reviewers} onClose={(done) => { setAsking(false); if (done) void refetch(); }} />
      )}
      <Proposals filter={{ application_id: application.id }} quiet />
    </Panel>
  );
};

const Assigned = ({ assignments, onChanged }: { assignments: Assignment[]; onChanged: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [ending, setEnding] = useState<Assignment | null>(null);
  const end = async (one: Assignment, reason: string) => {
    try {
      await request('POST', `/review-assignments/${one.id}/end`, { body: { reason }, version: one.version });
    } catch (error) {
      return problemText(error);
    }
    notify('reviewing.ended', { type: 'success' });
    setEnding(null);
    onChanged();
    refresh();
    return '';
  };
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {assignments.map((one) => (
          <Stack key={one.id} component="li" direction="row" alignItems="center" gap={1.25} sx={{ py: 0.5 }}>
            <Face name={one.reviewer} size={28} />
            <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{one.reviewer}</Typography>
            <Button size="small" color="inherit" aria-label={translate('reviewing.end', { name: one.reviewer })} onClick={() => setEnding(one)}>{translate('hiring.end')}</Button>
          </Stack>
        ))}
      </Box>
      {ending && (
        <ReasonDialog
          title={translate('reviewing.end', { name: ending.reviewer })} text={translate('reviewing.end_text')}
          onClose={(reason) => (reason ? end(ending, reason) : setEnding(null))}
        />
      )}
    </>
  );
};

export default ReviewersPanel;
