import { Alert, Box, Button, Link, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { Form, maxLength, SaveButton, SelectInput, TextInput, useGetList, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { type FieldValues, useFormContext, useWatch } from 'react-hook-form';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { Draft } from '../../ui/Draft';
import { draftKey, dropDrafts } from '../../ui/drafts';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { FieldsHelp, NAMES } from './parts';
import { Recipients } from './Recipients';
import { type Language, LANGUAGES, type Mailing, type MailTemplate, MOVES } from './types';

const REFUSES = ['reject', 'mark_ineligible'];
const TEXTS = ['subject_nl', 'subject_en', 'body_nl', 'body_en'];
const SYSTEM = ['application_receipt', 'offer_sent', 'offer_accepted', 'offer_declined', 'offer_expired', 'offer_withdrawn']; // what only Polder sends

const MailingShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => record.template?.name || of(record, 'subject') || record.subject_nl || (record.move ? translate(`letters.move.${record.move}`) : translate('letters.untitled'))}
      above={(record) => <><Link component={RouterLink} to="/mailings">{translate('hiring.menu.letters')}</Link> / <Link component={RouterLink} to={`/vacancies/${record.vacancy_id}/show`}>{of(record.vacancy, 'title')}</Link></>}
      label={(record) => <StateLabel state={record.state} label={translate(`letters.state.${record.state}`)} />}
      below={() => (
        <MovesBar
          resource="mailings"
          asks={(record, move) => (move.name !== 'send' ? '' : translate(record.move ? 'letters.asks_move' : 'letters.asks', { smart_count: record.recipients, move: record.move ? translate(`letters.move.${record.move}`) : '' }))}
        />
      )}
    >
      <Body />
    </RecordFrame>
  );
};

const Body = () => {
  const record = useRecordContext<Mailing>();
  if (!record) return null;
  return (
    <>
      {record.state === 'draft' ? <Compose key={record.version} mailing={record} /> : <About mailing={record} />}
      <SecondLook mailing={record} />
      <Recipients mailing={record} />
    </>
  );
};

const About = ({ mailing }: { mailing: Mailing }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  return (
    <Panel title={translate('hiring.facts')} id="facts">
      <Box component="dl" sx={{ m: 0 }}>
        {mailing.template && <Fact label={translate('letters.template')}><Link component={RouterLink} to={`/mail_templates/${mailing.template.id}/show`}>{mailing.template.name} ({mailing.template.number})</Link></Fact>}
        {mailing.move && <Fact label={translate('letters.with_move')}>{translate(`letters.move.${mailing.move}`)}</Fact>}
        {mailing.reason && <Fact label={translate('ui.reason')}>{mailing.reason}</Fact>}
        {mailing.queued_at && <Fact label={translate('resources.mailings.fields.queued_at')}>{short(mailing.queued_at)} · {mailing.created_by_name}</Fact>}
        {mailing.looked_at && <Fact label={translate('letters.looked')}>{short(mailing.looked_at)} · {mailing.looked_by_name}</Fact>}
      </Box>
    </Panel>
  );
};

// The list of many is looked through before it is sent.
const SecondLook = ({ mailing }: { mailing: Mailing }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { short } = useFormats();
  if (mailing.state !== 'draft' || !mailing.second_look) return null;
  const confirm = async () => {
    try {
      await request('POST', `/mailings/${mailing.id}/look-through`, { body: {}, version: mailing.version as number });
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    refresh();
  };
  return mailing.looked_at ? (
    <Alert severity="success" variant="outlined" sx={{ mb: 2 }}>{translate('letters.looked_by', { who: mailing.looked_by_name ?? '', when: short(mailing.looked_at) })}</Alert>
  ) : (
    <Alert severity="warning" variant="outlined" sx={{ mb: 2 }} action={<Button color="inherit" onClick={() => void confirm()}>{translate('letters.look')}</Button>}>
      {translate('letters.look_first', { smart_count: mailing.recipients })}
    </Alert>
  );
};

// What it says and what it does; kept before the list shows it.
const Compose = ({ mailing }: { mailing: Mailing }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const [refused, setRefused] = useState('');
  const name = draftKey('mailings', mailing.id, mailing.version as number);
  const keep = async (values: FieldValues) => {
    setRefused('');
    const own = !values.template_id;
    const body = {
      template_id: values.template_id || null, move: values.move || null, reason: (values.move && values.reason) || null,
      ...Object.fromEntries(TEXTS.map((part) => [part, own ? (values[part] ?? '') : ''])),
    };
    try {
      await request('PATCH', `/mailings/${mailing.id}`, { body, version: mailing.version as number });
    } catch (error) {
      const { message, body: answer } = error as Error & { body?: { errors?: Record<string, string> } };
      setRefused(message);
      return answer?.errors;
    }
    dropDrafts(draftKey('mailings', mailing.id));
    refresh();
  };
  return (
    <Panel title={translate('letters.compose')} id="compose">
      <Form record={{ ...mailing, template_id: mailing.template_id ?? '', move: mailing.move ?? '' }} onSubmit={keep}>
        <Draft name={name} />
        <Fields mailing={mailing} />
        {refused && <Alert severity="error" variant="outlined" sx={{ mb: 1 }}>{refused}</Alert>}
        <Keep />
      </Form>
    </Panel>
  );
};

const Keep = () => {
  const { formState: { isDirty } } = useFormContext();
  return <SaveButton variant="outlined" label="letters.keep" icon={<></>} disabled={!isDirty} />;
};

const Fields = ({ mailing }: { mailing: Mailing }) => {
  const translate = useTranslate();
  const [language, setLanguage] = useState<Language>(mailing.body_nl || !mailing.body_en ? 'nl' : 'en');
  const { data: templates = [] } = useGetList<MailTemplate>('mail_templates', { filter: { state: 'in_force' }, pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' } });
  const [template, move] = useWatch({ name: ['template_id', 'move'] }) as (string | undefined)[];
  const usable = templates.filter((one) => (!one.vacancy_id || one.vacancy_id === mailing.vacancy_id) && !SYSTEM.includes(one.key));
  if (mailing.template && !usable.some(({ id }) => id === mailing.template_id)) usable.push({ ...mailing.template, id: mailing.template_id } as unknown as MailTemplate);
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 2 }}>
        <SelectInput source="template_id" label="letters.template" translateChoice={false} emptyText={translate(REFUSES.includes(move ?? '') ? 'letters.usual_or_own' : 'letters.own_text')} choices={usable.map(({ id, name, number }) => ({ id, name: `${name} (${number})` }))} helperText={false} fullWidth />
        <SelectInput source="move" label="letters.with_move" emptyText={translate('letters.no_move')} choices={MOVES.map((id) => ({ id, name: `letters.move.${id}` }))} helperText={false} fullWidth />
      </Box>
      {move && <TextInput source="reason" label="ui.reason" validate={maxLength(2000)} multiline fullWidth helperText={REFUSES.includes(move) ? 'letters.reason_help' : false} />}
      {!template && (
        <Box sx={{ mt: 1 }}>
          <Tabs value={language} onChange={(_event, value: Language) => setLanguage(value)} aria-label={translate('letters.language')} sx={{ minHeight: 34, mb: 1, '& .MuiTab-root': { minHeight: 34, py: 0, textTransform: 'none' } }}>
            {LANGUAGES.map((one) => <Tab key={one} value={one} label={NAMES[one]} lang={one} />)}
          </Tabs>
          {LANGUAGES.map((one) => (
            <Box key={one} sx={{ display: one === language ? 'block' : 'none' }}>
              <TextInput source={`subject_${one}`} validate={maxLength(200)} fullWidth helperText={false} slotProps={{ htmlInput: { lang: one } }} />
              <TextInput source={`body_${one}`} validate={maxLength(10_000)} multiline minRows={5} maxRows={20} fullWidth helperText="letters.one_language" slotProps={{ htmlInput: { lang: one } }} />
            </Box>
          ))}
          <FieldsHelp />
        </Box>
      )}
    </>
  );
};

export default MailingShow;
