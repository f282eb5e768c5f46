import { Box, Button, Link } from '@mui/material';
import { useState } from 'react';
import { type RaRecord, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Country } from '../../partners/parts';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { StayDialog } from './Dialogs';

const StayShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => translate('stays.at', { place: record.organisation ?? '–' })}
      above={(record) => <><Link component={RouterLink} to="/stays">{translate('stays.list')}</Link> / <Link component={RouterLink} to={`/appointments/${record.appointment_id}/show`}>{record.name ?? record.reference}</Link></>}
      label={(record) => <StateLabel state={record.state} label={translate(`stays.state.${record.state}`)} />}
      below={(record) => <MovesBar resource="stays" quiet={record.state === 'done' || record.state === 'dropped'} />}
      actions={<Actions />}
      aside={<Box sx={{ p: 2 }}><Timeline resource="stays" /></Box>}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const record = useRecordContext();
  const [open, setOpen] = useState(false);
  if (!record?.keeps || record.state !== 'planned') return null;
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)}>{translate('ra.action.edit')}</Button>
      {open && <StayDialog appointment={record.appointment_id} stay={record as RaRecord & Parameters<typeof StayDialog>[0]['stay'] & { id: string }} onClose={(saved) => { setOpen(false); if (saved) refresh(); }} />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const record = useRecordContext();
  if (!record) return null;
  return (
    <Panel title={translate('stays.one')} id="stay">
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={translate('stays.person')}>{record.name}</Fact>
        <Fact label={translate('stays.where')}>{record.organisation}</Fact>
        <Fact label={translate('stays.country')}><Country code={record.country_code} /></Fact>
        <Fact label={translate('stays.what')}>{translate(`stays.kind.${record.kind}`)}</Fact>
        <Fact label={translate('stays.first_day')}>{date(record.valid_from)}</Fact>
        <Fact label={translate('stays.last_day')}>{date(record.valid_until)}</Fact>
        {record.note && <Fact label={translate('stays.note')}>{record.note}</Fact>}
      </Box>
    </Panel>
  );
};

export default StayShow;
