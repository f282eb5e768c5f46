import { Box, Checkbox, FormControlLabel, Grid, Link, Stack, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button as QuietButton, required, TextInput, useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { MomentInput } from '../../ui/inputs';
import { problemText } from '../../ui/MovesBar';
import { Outside } from '../../ui/Outside';
import { PageSkeleton } from '../../ui/Page';
import { Fact, Panel } from '../../ui/parts';
import type { Vacancy } from '../types';
import { CHANNELS, FEEDS, previewPath } from './choices';

interface Told {
  channels: string[];
  published_at: string | null;
  open_days: number;
  readers: number | null;
  history: { at: string; move: string; who: string | null; reason: string | null }[];
  extensions: { at: string; who: string | null; from_deadline: string; to_deadline: string; reason: string }[];
}

// How a vacancy reaches people: how it looks, where it is to be read, until when, and what happened to that.
const Publication = ({ vacancy }: { vacancy: Vacancy }) => {
  const path = `/vacancies/${vacancy.id}/publication`;
  const { data, error, refetch } = useQuery({ queryKey: ['publication', vacancy.id, vacancy.version], queryFn: async () => (await request<Told>('GET', path)).json });
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 7 }}>
        <Look vacancy={vacancy} />
        <Channels vacancy={vacancy} told={data} />
      </Grid>
      <Grid size={{ xs: 12, lg: 5 }}>
        <Time vacancy={vacancy} told={data} />
        <History vacancy={vacancy} told={data} />
      </Grid>
    </Grid>
  );
};

const Look = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const is = vacancy.state === 'published' ? 'live' : 'preview';
  const here = window.location.origin + (is === 'live' ? vacancy.public_path : previewPath(vacancy));
  return (
    <Panel title={translate('careers.look')} id="look">
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate(`careers.${is}_help`)}</Typography>
      <Stack direction="row" gap={3} flexWrap="wrap">
        {(['nl', 'en'] as const).map((lang) => (
          <Outside key={lang} to={`${here}?language=${lang}`}>{translate(`careers.${is}_${lang}`)}</Outside>
        ))}
      </Stack>
    </Panel>
  );
};

const Channels = ({ vacancy, told }: { vacancy: Vacancy; told: Told }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const client = useQueryClient();
  const may = useMay();
  const change = may('vacancy.publish') && !['closed', 'decided', 'archived'].includes(vacancy.state);
  const choose = async (channel: string, on: boolean) => {
    try {
      await request('PUT', `/vacancies/${vacancy.id}/channels`, {
        body: { channels: on ? [...told.channels, channel] : told.channels.filter((one) => one !== channel) }, version: vacancy.version,
      });
      await client.invalidateQueries({ queryKey: ['publication', vacancy.id] });
      notify('careers.channels_kept', { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
  };
  return (
    <Panel title={translate('careers.channels')} id="channels">
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('careers.channels_help')}</Typography>
      <FormControlLabel control={<Checkbox checked disabled />} label={translate('careers.own_site')} />
      {CHANNELS.map((channel) => (
        <Box key={channel} sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap' }}>
          <FormControlLabel
            control={<Checkbox checked={told.channels.includes(channel)} disabled={!change} onChange={(_event, on) => void choose(channel, on)} />}
            label={translate(`careers.channel.${channel}`)} sx={{ mr: 2 }}
          />
          <Typography variant="body2"><Outside to={window.location.origin + FEEDS[channel]}>{translate('careers.feed')}</Outside></Typography>
        </Box>
      ))}
      {told.readers != null && <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>{translate('careers.readers_by_mail', { smart_count: told.readers })}</Typography>}
    </Panel>
  );
};

const Time = ({ vacancy, told }: { vacancy: Vacancy; told: Told }) => {
  const translate = useTranslate();
  const { moment } = useFormats();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const withdrawn = vacancy.state === 'approved' && told.published_at != null;
  const movable = withdrawn || (vacancy.state === 'published' && new Date(vacancy.deadline) > new Date());
  return (
    <Panel title={translate('careers.time')} id="time">
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={translate('careers.published_at')}>{moment(told.published_at)}</Fact>
        <Fact label={translate('resources.vacancies.fields.deadline')}>{moment(vacancy.deadline, vacancy.time_zone)}</Fact>
        <Fact label={translate('careers.rule')}><Link component={RouterLink} to="/hiring_rules">{translate('careers.open_days', { smart_count: told.open_days })}</Link></Fact>
      </Box>
      {may('vacancy.publish') && movable && <QuietButton label={withdrawn ? 'careers.other_deadline' : 'careers.extend'} variant="outlined" sx={{ mt: 1.5 }} onClick={() => setAsking(true)} />}
      {asking && <Extend vacancy={vacancy} onClose={() => setAsking(false)} />}
    </Panel>
  );
};

const YES = [required()];

const Extend = ({ vacancy, onClose }: { vacancy: Vacancy; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate(vacancy.state === 'approved' ? 'careers.other_deadline' : 'careers.extend')} submit={vacancy.state === 'approved' ? 'ra.action.save' : 'careers.extend'} blamed="deadline" defaults={{ deadline: vacancy.deadline, reason: '' }} onClose={onClose}
      onSubmit={async ({ deadline, reason }) => {
        await request('POST', `/vacancies/${vacancy.id}/extension`, { body: { deadline, reason }, version: vacancy.version });
        notify('careers.extended', { type: 'success' });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2">{translate(vacancy.state === 'approved' ? 'careers.other_deadline_help' : 'careers.extend_help')}</Typography>
      <MomentInput source="deadline" zone={vacancy.time_zone} validate={YES} />
      <TextInput source="reason" label="ui.reason" multiline minRows={2} validate={YES} helperText="ui.reason_help" />
    </DialogForm>
  );
};

const History = ({ vacancy, told }: { vacancy: Vacancy; told: Told }) => {
  const translate = useTranslate();
  const { moment, at } = useFormats();
  const lines = [
    ...told.history.map(({ at: when, who, move, reason }) => ({ when, who, said: translate(`careers.happened.${move}`), reason })),
    ...told.extensions.map(({ at: when, who, from_deadline, to_deadline, reason }) => ({
      when, who, reason, said: translate('careers.moved', { from: at(from_deadline, vacancy.time_zone), to: at(to_deadline, vacancy.time_zone) }),
    })),
  ].sort((one, other) => other.when.localeCompare(one.when));
  return (
    <Panel title={translate('careers.history')} id="history">
      {lines.length === 0 && <Typography variant="body2" color="text.secondary">{translate('careers.never')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
        {lines.map(({ when, who, said, reason }) => (
          <li key={when + said}>
            <Typography variant="body2"><strong>{said}</strong></Typography>
            <Typography variant="body2" color="text.secondary">{[who ?? translate('careers.by_itself'), moment(when)].join(' · ')}</Typography>
            {reason && <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>{reason}</Typography>}
          </li>
        ))}
      </Box>
    </Panel>
  );
};

export default Publication;
