import { Box, Button, Link, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { API } from '../../app/http';
import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { Timeline } from '../../ui/Timeline';
import { TemplateLabel } from './TemplateLabel';

const TemplateShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.subject} above={() => <Link component={RouterLink} to="/letter_templates">{translate('offer_letters.templates')}</Link>}
      label={(record) => <TemplateLabel record={record} />} below={() => <MovesBar resource="letter_templates" />} actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext();
  if (!record) return null;
  return (
    <>
      <Button variant="outlined" href={`${API}/letter-templates/${record.id}/pdf`} download>{translate('offer_letters.example')}</Button>
      {record.in_use && may('hiring_text.write') && <Button variant="outlined" component={RouterLink} to={`/letter_templates/create?from=${record.id}`}>{translate('offer_letters.next')}</Button>}
      {record.state === 'proposed' && may('hiring_text.write') && <EditButton variant="outlined" />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const { moment } = useFormats();
  const record = useRecordContext();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, md: 7 }}>
        <Panel title={translate('offer_letters.text')} id="text"><Typography lang={record.language} variant="body2" sx={{ whiteSpace: 'pre-line', maxWidth: '44em' }}>{record.body}</Typography></Panel>
      </Grid>
      <Grid size={{ xs: 12, md: 5 }}>
        <Panel title={translate('offer_letters.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('resources.letter_templates.fields.language')}>{translate(`hiring.speaks.${record.language}`)}</Fact>
            <Fact label={translate('resources.letter_templates.fields.note')}>{record.note}</Fact>
            <Fact label={translate('hiring.written_by')}>{record.author}</Fact>
            <Fact label={translate('offer_letters.confirmed_by')}>{record.confirmer}</Fact>
            <Fact label={translate('resources.letter_templates.fields.confirmed_at')}>{moment(record.confirmed_at)}</Fact>
          </Box>
        </Panel>
        <Box sx={{ px: 2 }}><Timeline resource="letter_templates" /></Box>
      </Grid>
    </Grid>
  );
};

export default TemplateShow;
