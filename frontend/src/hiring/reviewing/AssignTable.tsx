import { Box, Button, Checkbox, Link, Stack, Table, TableBody, TableCell, TableHead, TablePagination, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { StateLabel } from '../../ui/StateLabel';
import { STAGES } from '../types';
import { Assign } from './Assign';
import type { Assignment, Reviewer } from './types';

const ROWS = 25;

// Every application that is being judged with whom it is asked of; those chosen are assigned together.
export const AssignTable = ({ vacancy, reviewers, onAssigned }: { vacancy: string; reviewers: Reviewer[]; onAssigned: () => void }) => {
  const translate = useTranslate();
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<string[]>([]);
  const [assigning, setAssigning] = useState(false);
  const { data = [], total = 0 } = useGetList('applications', {
    filter: { vacancy_id: vacancy, stage: STAGES.slice(0, 5) }, sort: { field: 'sort_name', order: 'ASC' }, pagination: { page: page + 1, perPage: ROWS },
  });
  const ids = data.map(({ id }) => String(id));
  const { data: assignments = [], refetch } = useGetList<Assignment>('review_assignments', {
    filter: { application_id: ids, open: 'true' }, pagination: { page: 1, perPage: 200 }, sort: { field: 'created_at', order: 'ASC' },
  }, { enabled: ids.length > 0 });
  const { data: reviewed } = useQuery({
    queryKey: ['reviewing', vacancy, 'reviewed', ids], enabled: ids.length > 0,
    queryFn: async () => (await request<{ data: { application_id: string; name: string }[] }>('GET', `/vacancies/${vacancy}/reviewed-by?${ids.map((id) => `application_id=${id}`).join('&')}`)).json.data,
  });
  const done = (id: string) => (reviewed ?? []).filter(({ application_id }) => application_id === id).map(({ name }) => name);
  const asked = (id: string) => [
    ...done(id).map((name) => translate('reviewing.has_submitted', { name })),
    ...assignments.filter(({ application_id, reviewer }) => application_id === id && !done(id).includes(reviewer)).map(({ reviewer }) => reviewer),
  ];
  const all = ids.length > 0 && ids.every((id) => chosen.includes(id));
  if (total === 0) return <Typography variant="body2" color="text.secondary">{translate('hiring.no_applications_yet')}</Typography>;
  return (
    <>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={translate('reviewing.applications')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell padding="checkbox">
                <Checkbox size="small" checked={all} slotProps={{ input: { 'aria-label': translate('reviewing.select_page') } }} onChange={(_event, on) => setChosen((now) => (on ? [...new Set([...now, ...ids])] : now.filter((id) => !ids.includes(id))))} />
              </TableCell>
              <TableCell>{translate('reviewing.applicant')}</TableCell>
              <TableCell>{translate('reviewing.reviewers')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((application) => {
              const id = String(application.id);
              return (
                <TableRow key={id} selected={chosen.includes(id)}>
                  <TableCell padding="checkbox">
                    <Checkbox size="small" checked={chosen.includes(id)} slotProps={{ input: { 'aria-label': translate('reviewing.select', { name: application.name as string }) } }} onChange={(_event, on) => setChosen((now) => (on ? [...now, id] : now.filter((one) => one !== id)))} />
                  </TableCell>
                  <TableCell>
                    <Stack direction="row" gap={1} alignItems="center" flexWrap="wrap">
                      <Link component={RouterLink} to={`/applications/${id}/show`} color="text.primary" fontWeight={600}>{application.name}</Link> <StateLabel state={application.stage as string} />
                    </Stack>
                  </TableCell>
                  <TableCell>{asked(id).join(', ') || <Typography component="span" variant="body2" color="text.secondary">{translate('reviewing.nobody_assigned')}</Typography>}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </Box>
      <Stack direction="row" alignItems="center" gap={2} flexWrap="wrap" sx={{ mt: 1.5 }}>
        <Button size="small" variant="outlined" disabled={chosen.length === 0} onClick={() => setAssigning(true)}>{translate('reviewing.assign')}</Button>
        {chosen.length > 0 && <Typography variant="body2" color="text.secondary" role="status">{translate('reviewing.chosen', { smart_count: chosen.length })}</Typography>}
        <Box sx={{ flex: 1 }} />
        {total > ROWS && <TablePagination component="div" count={total} page={page} rowsPerPage={ROWS} rowsPerPageOptions={[ROWS]} onPageChange={(_event, to) => setPage(to)} />}
      </Stack>
      {assigning && (
        <Assign
          vacancy={vacancy} applications={chosen} reviewers={reviewers}
          onClose={(done) => {
            setAssigning(false);
            if (!done) return;
            setChosen([]);
            void refetch();
            onAssigned();
          }}
        />
      )}
    </>
  );
};
