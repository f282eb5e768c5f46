import { Alert, Box, Button, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { problemText } from '../../ui/MovesBar';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { AllOfPerson } from './AllOfPerson';
import type { Now } from './types';

const STATES = ['proposed', 'looked', 'ordered', 'done', 'discarded'];

const RunList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { short } = useFormats();
  const { data: now } = useQuery({ queryKey: ['erasure_runs', 'now'], queryFn: () => request<Now>('GET', '/erasure-runs/now').then(({ json }) => json) });
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" alwaysOn choices={STATES.map((id) => ({ id, name: `erasing.state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  const label = (state: string) => <StateLabel state={state} label={translate(`erasing.state.${state}`)} />;
  return (
    <>
      <ListFrame
        title={translate('hiring.menu.erasure')} lead={<Lead now={now} />} sort={{ field: 'listed_at', order: 'DESC' }} filters={filters} empty={<Empty text={translate('erasing.none')} />}
        actions={now && may('erasure.run') && <Propose now={now} />}
        narrow={(record) => <><Typography sx={{ fontWeight: 600 }}>{record.reference} · {short(record.listed_at)}</Typography><Box sx={{ mt: 0.5 }}>{label(record.state)} <Typography component="span" variant="body2" color="text.secondary">{translate('erasing.people_on', { smart_count: record.people })}</Typography></Box></>}
      >
        <DataTable.Col source="reference" />
        <DataTable.Col source="listed_at" render={(record) => short(record.listed_at)} />
        <DataTable.Col source="kind" disableSort render={(record) => translate(`erasing.kind.${record.kind}`)} />
        <DataTable.NumberCol source="people" disableSort />
        <DataTable.NumberCol source="erased" disableSort />
        <DataTable.NumberCol source="kept" disableSort />
        <DataTable.Col source="state" render={(record) => label(record.state)} />
        <DataTable.Col source="done_at" render={(record) => short(record.done_at)} />
      </ListFrame>
      {may('subject.export') && <AllOfPerson />}
    </>
  );
};

// The numbers in force, and how it stands today.
const Lead = ({ now }: { now?: Now }) => {
  const translate = useTranslate();
  const { number } = useFormats();
  const days = (smart_count: number) => translate('erasing.days', { smart_count });
  return (
    <>
      <Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('erasing.lead')}</Typography>
      {now && now.retention_days === null && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1.5 }}>{translate('erasing.no_rule')} <Link component={RouterLink} to="/hiring_rules">{translate('erasing.settle')}</Link></Alert>
      )}
      {now && (
        <>
          {now.retention_days !== null && (
            <Typography variant="body2" color="text.secondary" sx={{ mt: 0.75 }}>
              {translate('erasing.kept_for', { days: days(now.retention_days) })}{now.consent_days !== null && translate('erasing.with_consent', { days: days(now.consent_days) })}.
              {now.alone_days !== null && ` ${translate('erasing.alone', { days: days(now.alone_days) })}`}
            </Typography>
          )}
          <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1, m: 0, mt: 1.5 }}>
            {(['due', 'soon', 'asked', 'objections', 'erased'] as const).map((name) => (
              <Box key={name} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
                <Typography component="dt" variant="body2" color="text.secondary">{translate(`erasing.${name}`)}</Typography>
                <Typography component="dd" variant="h2" sx={{ m: 0, fontVariantNumeric: 'tabular-nums' }}>{number(now[name])}</Typography>
              </Box>
            ))}
          </Box>
        </>
      )}
    </>
  );
};

const Propose = ({ now }: { now: Now }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  if (now.open_run) return <Button variant="contained" size="small" component={RouterLink} to={`/erasure_runs/${now.open_run}/show`}>{translate('erasing.open_run')}</Button>;
  const propose = async () => {
    try {
      const { json } = await request<{ id: string }>('POST', '/erasure-runs', { body: {}, key: crypto.randomUUID() });
      navigate(`/erasure_runs/${json.id}/show`);
    } catch (error) {
      notify(problemText(error), { type: 'info' });
    }
  };
  return <Button variant="contained" size="small" onClick={() => void propose()}>{translate('erasing.propose')}</Button>;
};

export default RunList;
