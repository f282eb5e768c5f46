import { Box, Link } from '@mui/material';
import Grid from '@mui/material/Grid';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';

const RuleShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => translate(`appointments.kind.${record.kind}`)}
      above={() => <Link component={RouterLink} to="/checklist_rules">{translate('appointments.rules')}</Link>}
      label={(record) => <StateLabel state={record.in_use ? 'current' : record.state} label={record.in_use ? translate('offer_letters.in_use') : undefined} />}
      below={() => <MovesBar resource="checklist_rules" />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const may = useMay();
  const record = useRecordContext();
  return record?.state === 'proposed' && may('hiring_text.write') ? <EditButton variant="outlined" /> : null;
};

const Body = () => {
  const translate = useTranslate();
  const record = useRecordContext();
  const { date, of } = useFormats();
  if (!record) return null;
  const field = (name: string) => translate(`resources.checklist_rules.fields.${name}`);
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, md: 7 }}>
        <Panel title={translate('appointments.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={field('applies')}>{translate(`appointments.applies.${record.applies}`)}</Fact>
            <Fact label={field('required')}>{translate(record.required ? 'ra.boolean.true' : 'ra.boolean.false')}</Fact>
            <Fact label={field('owner_role')}>{translate(`appointments.owner.${record.owner_role}`)}</Fact>
            <Fact label={field('days_before_start')}>{translate(record.days_before_start < 0 ? 'appointments.days_after' : 'appointments.days_before', { smart_count: Math.abs(record.days_before_start) })}</Fact>
            <Fact label={translate('appointments.what_to_do')}>{of(record, 'explanation')}</Fact>
            <Fact label={field('source')}>{record.source}</Fact>
            <Fact label={field('valid_from')}>{date(record.valid_from)}</Fact>
            <Fact label={field('valid_until')}>{date(record.valid_until)}</Fact>
            <Fact label={translate('hiring.written_by')}>{record.author}</Fact>
            <Fact label={translate('offer_letters.confirmed_by')}>{record.confirmer}</Fact>
          </Box>
        </Panel>
      </Grid>
      <Grid size={{ xs: 12, md: 5 }}><Box sx={{ p: 2 }}><Timeline resource="checklist_rules" /></Box></Grid>
    </Grid>
  );
};

export default RuleShow;
