import { Alert, Box, Link, Typography } from '@mui/material';
import { useGetOne, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { ErrorPanel } from '../../ui/ErrorPanel';
import { useFormats } from '../../ui/format';
import { PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { WHOLE } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import type { Vacancy } from '../types';
import { Coverage } from './Coverage';
import type { Position } from './types';

// What pays this vacancy, on its page.
const OfVacancy = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const { exact, of } = useFormats();
  const { data: position, error, refetch } = useGetOne<Position>('positions', { id: vacancy.position_id ?? '', meta: WHOLE }, { enabled: Boolean(vacancy.position_id), retry: false });
  if (!vacancy.position_id) {
    return (
      <Panel title={translate('positions.without')} id="without">
        <Typography sx={{ whiteSpace: 'pre-line' }}>{vacancy.without_position || translate('positions.nothing_said')}</Typography>
      </Panel>
    );
  }
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!position) return <PageSkeleton />;
  return (
    <Panel title={translate('positions.coverage')} id="coverage">
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1.5 }}>
        <Link component={RouterLink} to={`/positions/${position.id}/show`}>{of(position, 'title')}</Link>
        <Typography variant="body2" color="text.secondary">{position.reference} · {exact(position.total_cents)}</Typography><StateLabel state={position.state} />
      </Box>
      {position.state === 'draft' && <Alert severity="info" variant="outlined" sx={{ mb: 1.5 }}>{translate('positions.chosen_waits')}</Alert>}
      <Coverage position={position} />
    </Panel>
  );
};

export default OfVacancy;
