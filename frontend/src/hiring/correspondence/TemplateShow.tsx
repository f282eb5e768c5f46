import { Box, Link, Typography } from '@mui/material';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { Pair } from '../../ui/FormParts';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Paper, useCatalogue } from './parts';
import { LANGUAGES, type MailTemplate } from './types';

const TemplateShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.name} above={() => <Link component={RouterLink} to="/mail_templates">{translate('letters.templates')}</Link>}
      label={(record) => <StateLabel state={record.state} label={translate(`letters.template_state.${record.state}`)} />}
      below={() => <MovesBar resource="mail_templates" quiet />} actions={<Actions />} aside={<About />}
    >
      <Texts />
    </RecordFrame>
  );
};

const Actions = () => {
  const may = useMay();
  const record = useRecordContext<MailTemplate>();
  return record?.state === 'in_force' && may('letter.write') ? <EditButton variant="outlined" /> : null;
};

const Texts = () => {
  const translate = useTranslate();
  const record = useRecordContext<MailTemplate>();
  const system = useCatalogue()?.system.find(({ key }) => key === record?.key);
  if (!record) return null;
  return (
    <>
      <Panel title={translate('letters.text')} id="text">
        <Pair>{LANGUAGES.map((language) => <Box key={language} sx={{ mb: 1 }}><Paper of={{ subject: record[`subject_${language}`], text: record[`body_${language}`] }} lang={language} /></Box>)}</Pair>
      </Panel>
      {system && (
        <Panel title={translate('letters.system_text')} id="system">
          <Pair>{LANGUAGES.map((language) => <Box key={language} sx={{ mb: 1 }}><Paper of={system.text[language]} lang={language} /></Box>)}</Pair>
        </Panel>
      )}
    </>
  );
};

const About = () => {
  const translate = useTranslate();
  const { short, say, of } = useFormats();
  const record = useRecordContext<MailTemplate>();
  const system = useCatalogue()?.system.find(({ key }) => key === record?.key);
  if (!record) return null;
  return (
    <>
      <Panel title={translate('hiring.facts')} id="facts">
        <Box component="dl" sx={{ m: 0 }}>
          <Fact label={translate('resources.mail_templates.fields.vacancy_id')}>
            {record.vacancy ? <Link component={RouterLink} to={`/vacancies/${record.vacancy.id}/show`}>{of(record.vacancy, 'title')}</Link> : translate('letters.of_house')}
          </Fact>
          {system && <Fact label={translate('resources.mail_templates.fields.key')}>{say(system.title)}</Fact>}
          <Fact label={translate('hiring.written_by')}>{record.created_by_name}</Fact>
        </Box>
      </Panel>
      <Panel title={translate('letters.versions')} id="versions">
        <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {record.versions.map((one) => (
            <Box component="li" key={one.id} sx={{ py: 0.5, display: 'flex', gap: 1, alignItems: 'baseline', flexWrap: 'wrap' }}>
              {one.id === record.id ? <Typography variant="body2" sx={{ fontWeight: 600 }}>{one.number}</Typography> : <Link variant="body2" component={RouterLink} to={`/mail_templates/${one.id}/show`}>{one.number}</Link>}
              <Typography variant="body2" color="text.secondary">{short(one.at)} · {one.by}</Typography>
            </Box>
          ))}
        </Box>
      </Panel>
    </>
  );
};

export default TemplateShow;
