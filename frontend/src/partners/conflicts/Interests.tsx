import { Alert, Box, Button, Link, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { AutocompleteInput, DateInput, maxLength, type RaRecord, ReferenceInput, required, SelectInput, TextInput, useGetList, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay, useMe } from '../../app/session';
import { FileButton } from '../../ui/FileButton';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { today } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import { Period } from '../parts';

interface Interest extends RaRecord {
  organisation_id: string;
  organisation: string;
  kind: string;
  valid_from: string;
  valid_until: string | null;
  note: string | null;
}

const KINDS = ['shares', 'board', 'advisory', 'family', 'other'].map((id) => ({ id, name: `interests.kinds.${id}` }));

// What the rules of conflicts know of a person: seen and kept by themselves and by whoever keeps interests.
export const Interests = ({ person }: { person: string }) => {
  const translate = useTranslate();
  const may = useMay();
  const mine = useMe().account.person_id === person;
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Interest | null>(null);
  const reads = mine || may('interest.read');
  const { data = [], refetch } = useGetList<Interest>('interests', {
    filter: { person_id: person }, sort: { field: 'valid_from', order: 'DESC' }, pagination: { page: 1, perPage: 100 },
  }, { enabled: reads });
  if (!reads) return null;
  const keeps = mine || may('interest.write');
  return (
    <Panel title={translate('interests.title')} id="interests">
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('interests.lead')}</Typography>
      {data.length === 0 && <Typography variant="body2" color="text.secondary">{translate('interests.none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((one) => (
          <Stack key={one.id} component="li" direction="row" flexWrap="wrap" columnGap={2} sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <Box sx={{ flex: '1 1 14rem', minWidth: 0, overflowWrap: 'anywhere' }}>
              <Link component={RouterLink} to={`/organisations/${one.organisation_id}/show`}>{one.organisation}</Link>
              <Typography variant="body2" color="text.secondary">{[translate(`interests.kinds.${one.kind}`), one.note].filter(Boolean).join(' · ')}</Typography>
            </Box>
            <Typography variant="body2"><Period from={one.valid_from} until={one.valid_until} /></Typography>
            {keeps && !one.valid_until && (
              <Button size="small" color="inherit" aria-label={translate('interests.end_of', { organisation: one.organisation })} onClick={() => setEnding(one)}>{translate('interests.end')}</Button>
            )}
          </Stack>
        ))}
      </Box>
      {keeps && <Button variant="outlined" size="small" sx={{ mt: 1 }} onClick={() => setAdding(true)}>{translate('interests.declare')}</Button>}
      {adding && <Declare person={person} onClose={(done) => { setAdding(false); if (done) void refetch(); }} />}
      {ending && <End interest={ending} onClose={(done) => { setEnding(null); if (done) void refetch(); }} />}
    </Panel>
  );
};

const Declare = ({ person, onClose }: { person: string; onClose: (done: boolean) => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  return (
    <DialogForm
      title={translate('interests.declare')} onClose={() => onClose(false)}
      onSubmit={async (values) => {
        await request('POST', '/interests', { body: { ...values, person_id: person } });
        notify('interests.saved', { type: 'success' });
        onClose(true);
      }}
    >
      <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput label="interests.organisation" optionText="name" filterToQuery={(q: string) => ({ q })} validate={required()} />
      </ReferenceInput>
      <SelectInput source="kind" label="interests.kind" choices={KINDS} validate={required()} />
      <TwoColumns>
        <DateInput source="valid_from" label="interests.from" validate={required()} />
        <DateInput source="valid_until" label="interests.until" />
      </TwoColumns>
      <TextInput source="note" label="interests.note" multiline validate={maxLength(2000)} />
    </DialogForm>
  );
};

const End = ({ interest, onClose }: { interest: Interest; onClose: (done: boolean) => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  return (
    <DialogForm
      title={translate('interests.end_of', { organisation: interest.organisation })} onClose={() => onClose(false)} submit="interests.end" defaults={{ valid_until: today() }}
      onSubmit={async ({ valid_until }) => {
        await request('POST', `/interests/${interest.id}/end`, { body: { valid_until }, version: interest.version as number });
        notify('interests.ended', { type: 'success' });
        onClose(true);
      }}
    >
      <DateInput source="valid_until" label="interests.last_day" validate={required()} />
    </DialogForm>
  );
};

// How many works are known, and the list of ORCID anew.
export const Works = ({ person }: { person: string }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const may = useMay();
  const mine = useMe().account.person_id === person;
  const [refused, setRefused] = useState('');
  const { total, refetch } = useGetList('person_works', { filter: { person_id: person }, sort: { field: 'published_on', order: 'DESC' }, pagination: { page: 1, perPage: 1 } });
  const read = async (file: File) => {
    setRefused('');
    const form = new FormData();
    form.append('file', file);
    try {
      const { json } = await request<{ works: number }>('POST', `/people/${person}/works`, { form });
      notify('interests.works_read', { type: 'success', messageArgs: { smart_count: json.works } });
      void refetch();
    } catch (error) {
      setRefused(problemText(error));
    }
  };
  return (
    <Panel title={translate('interests.works')} id="works">
      <Typography variant="body2" color="text.secondary" gutterBottom>{total ? translate('interests.works_count', { smart_count: total }) : translate('interests.works_none')}</Typography>
      {refused && <Alert severity="error" variant="outlined" sx={{ mb: 1 }}>{translate(refused, { _: refused })}</Alert>}
      {(mine || may('person.write')) && (
        <>
          <FileButton accept="application/json,.json" variant="outlined" size="small" onFile={(file) => void read(file)}>{translate('interests.works_import')}</FileButton>
          <Typography variant="caption" color="text.secondary" display="block" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>{translate('interests.works_help')}</Typography>
        </>
      )}
    </Panel>
  );
};
