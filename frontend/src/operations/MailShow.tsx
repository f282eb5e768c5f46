import { Alert, Box, Button, Card, Link as MuiLink, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { request } from '../app/http';
import { useMay, useMe } from '../app/session';
import { useFormats } from '../ui/format';
import { problemText } from '../ui/MovesBar';
import { Fact, Panel } from '../ui/parts';
import { RecordFrame } from '../ui/RecordFrame';
import { StateLabel } from '../ui/StateLabel';
import { useMailState } from './useMailState';

interface Mail {
  id: string;
  to_address: string;
  to_name: string;
  language: string;
  template: string;
  subject: string;
  text: string;
  html: string;
  state: string;
  version: number;
  attempts: number;
  last_error: string | null;
  created_at: string;
  sent_at: string | null;
  record_kind: string | null;
  record_id: string | null;
}

const PAGES: Record<string, string> = { application: 'applications', offer: 'offers', vacancy: 'vacancies' };

const MailShow = () => {
  const translate = useTranslate();
  const said = useMailState();
  return (
    <RecordFrame
      title={(record) => record.subject}
      above={() => <MuiLink component={Link} to="/mails">{translate('operations.menu.mails')}</MuiLink>}
      label={(record) => <StateLabel state={record.state} label={said(record.state)} />}
      actions={<SendAgain />}
      aside={<Envelope />}
    >
      <Body />
    </RecordFrame>
  );
};

// What was refused, or given up after three days, goes once more when whoever keeps the post says so.
const SendAgain = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const may = useMay();
  const record = useRecordContext<Mail>();
  if (!record || !['refused', 'gave_up'].includes(record.state) || !may('mail.resend')) return null;
  const send = async () => {
    try {
      await request('POST', `/mails/${record.id}/send-again`, { version: record.version });
      notify('operations.goes_again', { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
  };
  return <Button variant="contained" onClick={() => void send()}>{translate('operations.send_again')}</Button>;
};

// As the reader gets it: the text as it stands, or the page in a frame that runs nothing and asks nothing of anybody.
const Body = () => {
  const translate = useTranslate();
  const record = useRecordContext<Mail>();
  const { demonstration } = useMe();
  const [form, setForm] = useState<'text' | 'html'>('text');
  if (!record) return null;
  return (
    <>
      {record.state === 'queued' && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate(demonstration ? 'operations.mail_demonstration' : 'operations.mail_waits')}</Alert>}
      {record.state === 'refused' && <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('operations.mail_refused')}</Alert>}
      {record.state === 'gave_up' && <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('operations.mail_gave_up')}</Alert>}
      <Card sx={{ mb: 2 }}>
        {record.html && (
          <Box sx={{ p: 1.5, borderBottom: 1, borderColor: 'divider' }}>
            <ToggleButtonGroup size="small" exclusive value={form} onChange={(_event, wanted: 'text' | 'html' | null) => wanted && setForm(wanted)} aria-label={translate('operations.menu.mails')}>
              <ToggleButton value="text">{translate('operations.as_text')}</ToggleButton>
              <ToggleButton value="html">{translate('operations.as_html')}</ToggleButton>
            </ToggleButtonGroup>
          </Box>
        )}
        {form === 'text' ? (
          <Typography component="div" lang={record.language} sx={{ p: { xs: 2, sm: 3 }, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '46rem' }}>
            <Linked text={record.text} />
          </Typography>
        ) : (
          <Box
            component="iframe" title={translate('operations.html_title')} sandbox="" srcDoc={record.html}
            sx={{ display: 'block', width: '100%', minHeight: '32rem', border: 0, bgcolor: '#fff', borderRadius: '0 0 8px 8px' }}
          />
        )}
      </Card>
    </>
  );
};

// Addresses in a text, to follow.
const Linked = ({ text }: { text: string }) => (
  <>
    {text.split(/(https?:\/\/[^\s<>"]+)/).map((part, number) =>
      number % 2 ? <MuiLink key={number} href={part} target="_blank" rel="noopener noreferrer">{part}</MuiLink> : part,
    )}
  </>
);

const Envelope = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const record = useRecordContext<Mail>();
  if (!record) return null;
  const field = (name: string) => translate(`resources.mails.fields.${name}`);
  const page = PAGES[record.record_kind ?? ''];
  return (
    <Panel title={translate('operations.envelope')} id="envelope">
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={field('to_address')}>{record.to_name ? `${record.to_name} <${record.to_address}>` : record.to_address}</Fact>
        <Fact label={field('template')}>{translate(`operations.template.${record.template}`, { _: record.template })}</Fact>
        <Fact label={field('language')}>{translate(`operations.language.${record.language}`, { _: record.language })}</Fact>
        <Fact label={field('created_at')}>{short(record.created_at)}</Fact>
        {record.sent_at && <Fact label={field('sent_at')}>{short(record.sent_at)}</Fact>}
        {record.attempts > 0 && <Fact label={field('attempts')}>{String(record.attempts)}</Fact>}
        {record.last_error && <Fact label={field('last_error')}>{record.last_error}</Fact>}
        {page && record.record_id && (
          <Fact label={translate('operations.about')}>
            <MuiLink component={Link} to={`/${page}/${record.record_id}/show`}>{translate(`operations.table.${record.record_kind}`)}</MuiLink>
          </Fact>
        )}
      </Box>
    </Panel>
  );
};

export default MailShow;
