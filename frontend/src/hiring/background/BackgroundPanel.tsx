import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { ArrayInput, required, SimpleFormIterator, TextInput, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { Outside } from '../../ui/Outside';
import { Panel } from '../../ui/parts';
import type { Application } from '../types';
import type { Background, Place } from './types';
import { useBackground } from './useBackground';

const FEW = 3;
const KINDS = ['employers', 'supervisors'] as const;

const period = ({ from, until }: Place) => (from || until ? `${from ?? '…'}–${until ?? ''}` : '');

// What the applicant told of who knows them. It looks for conflicts of interest and counts for nothing else.
const BackgroundPanel = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const may = useMay();
  const [all, setAll] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const { data, refetch } = useBackground(application.id);
  if (!data) return null;
  const told = KINDS.some((kind) => data[kind].length > 0) || data.works.length > 0;
  if (!told && application.source !== 'import') return null;
  return (
    <Panel title={translate('backgrounds.title')} id="background">
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate(told ? 'backgrounds.why' : 'backgrounds.none')}</Typography>
      {KINDS.filter((kind) => data[kind].length > 0).map((kind) => (
        <Box key={kind} sx={{ mb: 1 }}>
          <Typography variant="subtitle2" component="h3">{translate(`backgrounds.${kind}`)}</Typography>
          {data[kind].map((one, n) => (
            <Typography key={n} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {one.name || '–'} <Typography component="span" variant="body2" color="text.secondary">{period(one)}</Typography>
            </Typography>
          ))}
        </Box>
      ))}
      {data.works.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h3">{translate('backgrounds.works', { smart_count: data.works.length })}</Typography>
          {(all ? data.works : data.works.slice(0, FEW)).map((work) => <Work key={work.identifier} work={work} />)}
          {!all && data.works.length > FEW && <Button size="small" onClick={() => setAll(true)}>{translate('backgrounds.all_works', { smart_count: data.works.length })}</Button>}
        </>
      )}
      {may('application.import') && <Box><Button size="small" color="inherit" onClick={() => setCorrecting(true)}>{translate('backgrounds.correct')}</Button></Box>}
      {correcting && <Correct of={data} onClose={() => { setCorrecting(false); void refetch(); }} />}
    </Panel>
  );
};

const Work = ({ work }: { work: Background['works'][number] }) => (
  <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
    {work.identifier.startsWith('doi:') ? <Outside to={`https://doi.org/${work.identifier.slice(4)}`}>{work.title || work.identifier}</Outside> : work.title || work.identifier}{' '}
    <Typography component="span" variant="body2" color="text.secondary">{work.on?.slice(0, 4)}</Typography>
  </Typography>
);

const Correct = ({ of, onClose }: { of: Background; onClose: () => void }) => {
  const translate = useTranslate();
  const rows = (found: Place[] = []) => found.map((one) => ({ ...one, from: one.from || null, until: one.until || null }));
  return (
    <DialogForm
      title={translate('backgrounds.correct_title')} defaults={{ employers: of.employers, supervisors: of.supervisors }} onClose={onClose}
      onSubmit={async ({ employers, supervisors }) => {
        await request('PUT', `/applications/${of.application_id}/background`, {
          body: { employers: rows(employers), supervisors: rows(supervisors) }, ...(of.version ? { version: of.version } : {}),
        });
        onClose();
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate('backgrounds.correct_help')}</Typography>
      {KINDS.map((kind) => (
        <ArrayInput key={kind} source={kind} label={`backgrounds.${kind}`}>
          <SimpleFormIterator inline disableReordering disableClear sx={{ '& .RaSimpleFormIterator-action': { visibility: 'visible', opacity: 1 } }}>
            <TextInput source="name" label="backgrounds.name" validate={required()} slotProps={{ htmlInput: { maxLength: 300 } }} />
            <TextInput source="from" label="backgrounds.from" helperText={false} slotProps={{ htmlInput: { maxLength: 10 } }} sx={{ maxWidth: '8rem' }} />
            <TextInput source="until" label="backgrounds.until" helperText={false} slotProps={{ htmlInput: { maxLength: 10 } }} sx={{ maxWidth: '8rem' }} />
          </SimpleFormIterator>
        </ArrayInput>
      ))}
    </DialogForm>
  );
};

export default BackgroundPanel;
