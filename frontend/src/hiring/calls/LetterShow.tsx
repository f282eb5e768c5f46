import { Alert, Box, Button, Grid, Link, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { EditButton, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { API, request } from '../../app/http';
import { useMay, useMe } from '../../app/session';
import { Hash } from '../../funding/parts';
import { useFormats } from '../../ui/format';
import { MovesBar, problemText } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import type { Letter } from './types';

// A letter of intent as it is signed, and who signed it.
const LetterShow = () => {
  const translate = useTranslate();
  const may = useMay();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => translate('calls.letter_of', { name: record.candidate ?? record.reference })}
      above={(record) => {
        const { vacancy, vacancy_id } = record as Letter;
        return may('call.read') ? <Link component={RouterLink} to={`/vacancies/${vacancy_id}/show?view=call&part=letters`}>{of(vacancy ?? undefined, 'title')}</Link> : of(vacancy ?? undefined, 'title');
      }}
      label={(record) => <StateLabel state={record.state} />}
      below={(record) => <MovesBar resource="letters_of_intent" quiet={Boolean(record.sign_as)} />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Letter>();
  if (!record) return null;
  return (
    <>
      <Button variant="outlined" size="small" component="a" href={`${API}/letters-of-intent/${record.id}/pdf`} download>PDF</Button>
      {record.state === 'draft' && may('call.manage') && <EditButton variant="outlined" label={translate('ra.action.edit')} />}
    </>
  );
};

const PARTIES = ['candidate', 'first_advisor', 'second_advisor'];

const Body = () => {
  const translate = useTranslate();
  const { moment, date } = useFormats();
  const record = useRecordContext<Letter>();
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Panel title={translate('calls.letter.body')} id="body">
          <Typography component="div" lang={record.language} sx={{ whiteSpace: 'pre-wrap', maxWidth: '42em' }}>{record.body}</Typography>
        </Panel>
        {record.sign_as && <Sign record={record} />}
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('calls.letter.signatures')} id="signatures">
          <Box component="dl" sx={{ m: 0 }}>
            {PARTIES.map((party) => {
              const one = record.signatures.find((signature) => signature.party === party);
              return <Fact key={party} label={translate(`calls.party.${party}`)}>{one ? <>{one.of ?? one.name}<br />{translate('calls.signed_as', { name: one.name })}<br />{moment(one.at)}</> : translate('calls.not_signed')}</Fact>;
            })}
            <Fact label={translate('calls.letter.digest')}><Hash of={record.body_sha256} /></Fact>
          </Box>
        </Panel>
        <Panel title={translate('hiring.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('calls.field.track')}>{translate(`calls.track.${record.track}`)}</Fact>
            {[record.first_advisor, record.second_advisor].map((one, n) => <Fact key={n} label={translate(`calls.party.${PARTIES[n + 1]}`)}>{one && `${one.name}, ${one.unit} (${one.country_code})`}</Fact>)}
            <Fact label={translate('calls.letter.starts_on')}>{date(record.starts_on)}</Fact>
            {record.stay_months > 0 && <Fact label={translate('calls.letter.stay')}>{translate('calls.stay_of', { months: record.stay_months, place: record.stay_organisation ?? '–', from: date(record.stay_from) })}</Fact>}
          </Box>
        </Panel>
        <Box sx={{ p: 2 }}><Timeline resource="letters_of_intent" /></Box>
      </Grid>
    </Grid>
  );
};

const Sign = ({ record }: { record: Letter }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { account } = useMe();
  const [name, setName] = useState(account.name);
  const [refused, setRefused] = useState('');
  const sign = async () => {
    try {
      await request('POST', `/letters-of-intent/${record.id}/signatures`, { body: { signed_name: name } });
      notify('calls.you_signed', { type: 'success' });
      refresh();
    } catch (error) {
      setRefused(problemText(error));
    }
  };
  return (
    <Panel title={translate('calls.sign')} id="sign">
      <Typography variant="body2" gutterBottom>{translate('calls.sign_help', { party: translate(`calls.party.${record.sign_as}`).toLowerCase() })}</Typography>
      {refused && <Alert severity="error" variant="outlined" sx={{ my: 1 }}>{translate(refused, { _: refused })}</Alert>}
      <Box component="form" onSubmit={(event) => { event.preventDefault(); void sign(); }} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1, alignItems: 'center' }}>
        <TextField required label={translate('calls.your_name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
        <Button type="submit" variant="contained" disabled={!name.trim()}>{translate('calls.sign')}</Button>
      </Box>
    </Panel>
  );
};

export default LetterShow;
