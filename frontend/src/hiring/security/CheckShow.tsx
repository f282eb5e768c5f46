import { Alert, Box, Link, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { Documents } from '../../ui/Documents';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { Resume } from '../Resume';

const CheckShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.person?.name ?? translate('clearance.check')}
      above={() => <Link component={RouterLink} to="/security_checks">{translate('hiring.menu.clearances')}</Link>}
      label={(record) => <StateLabel state={record.state} label={translate(`clearance.state.${record.state}`)} />}
      below={(record) => <MovesBar resource="security_checks" quiet={record.state !== 'asked'} />}
    >
      <Body />
    </RecordFrame>
  );
};

const Body = () => {
  const translate = useTranslate();
  const may = useMay();
  const { of } = useFormats();
  const record = useRecordContext();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, md: 7 }}>
        <Panel title={translate('clearance.why')} id="why">
          <Typography variant="body2" color="text.secondary">{record.person?.vacancy} · {of(record.person, 'title')}</Typography>
          <Typography sx={{ whiteSpace: 'pre-line', maxWidth: '44em' }}>{record.tag}</Typography>
          <Typography variant="caption" color="text.secondary">{translate('clearance.not_nationality')}</Typography>
        </Panel>
        {record.reason && record.state !== 'asked' && <Alert severity={record.state === 'refused' ? 'warning' : 'success'} variant="outlined" sx={{ mb: 2 }}>{record.reason}</Alert>}
        {record.state === 'asked' && may('security.decide') && (
          <>
            <Panel title={translate('clearance.cv')} id="cv">{record.person?.cv ? <Resume cv={record.person.cv} without="" /> : <Typography variant="body2" color="text.secondary">{translate('clearance.no_cv')}</Typography>}</Panel>
            <Panel title={translate('clearance.documents')} id="documents"><Documents /></Panel>
          </>
        )}
        {!may('security.decide') && <Typography variant="body2"><Link component={RouterLink} to={`/applications/${record.application_id}/show`}>{translate('clearance.to_application')}</Link></Typography>}
      </Grid>
      <Grid size={{ xs: 12, md: 5 }}><Box sx={{ p: 2 }}><Timeline resource="security_checks" /></Box></Grid>
    </Grid>
  );
};

export default CheckShow;
