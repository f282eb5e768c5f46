import { Button, Link, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useGetList, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Application } from '../types';

const OPEN = ['submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered'];

// Of an applicant to a tagged vacancy: whether the security officer was asked, and what they said. Nothing for the others.
const ApplicationSecurity = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const may = useMay();
  const { data: tag } = useQuery({
    queryKey: ['vacancies', 'security', application.vacancy_id],
    queryFn: () => request<{ reason: string } | null>('GET', `/vacancies/${application.vacancy_id}/knowledge-security`).then(({ json }) => json),
  });
  const { data: checks, refetch } = useGetList('security_checks', { filter: { application_id: application.id }, pagination: { page: 1, perPage: 1 }, sort: { field: 'created_at', order: 'DESC' } }, { enabled: Boolean(tag) });
  if (!tag || !checks) return null;
  const [check] = checks;
  const ask = async () => {
    try {
      await request('POST', `/applications/${application.id}/security-check`, { body: {} });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    void refetch();
  };
  return (
    <Panel title={translate('clearance.title')} id="security">
      {check ? (
        <Stack direction="row" gap={1} alignItems="center" flexWrap="wrap">
          <StateLabel state={check.state} label={translate(`clearance.state.${check.state}`)} />
          <Link component={RouterLink} to={`/security_checks/${check.id}/show`}>{translate('clearance.check')}</Link>
          {check.state !== 'asked' && <Typography variant="body2">{check.reason}</Typography>}
        </Stack>
      ) : (
        <>
          <Typography variant="body2" color="text.secondary" gutterBottom>{translate('clearance.needed')}</Typography>
          {may('security.ask') && OPEN.includes(application.stage) && <Button variant="outlined" size="small" onClick={() => void ask()}>{translate('clearance.ask')}</Button>}
        </>
      )}
    </Panel>
  );
};

export default ApplicationSecurity;
