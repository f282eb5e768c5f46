import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, type RaRecord, SelectArrayInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';

const STATES = ['open', 'upheld', 'dismissed', 'withdrawn'];

// Objections to decisions: the longest open first. Whoever judges them need not read the applications.
const ObjectionList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { short } = useFormats();
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" alwaysOn choices={STATES.map((id) => ({ id, name: `erasing.objection_state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  const label = (state: string) => <StateLabel state={state} label={translate(`erasing.objection_state.${state}`)} />;
  const days = ({ days: smart_count }: RaRecord) => (smart_count === null ? '' : smart_count === 0 ? translate('erasing.today') : translate('erasing.days', { smart_count }));
  return (
    <ListFrame
      title={translate('erasing.objections_title')} lead={translate('erasing.objections_lead')} sort={{ field: 'open_since', order: 'ASC' }} filters={filters}
      above={may('erasure.read') && <Link component={RouterLink} to="/erasure_runs">{translate('hiring.menu.erasure')}</Link>}
      empty={<Empty text={translate('erasing.no_objections')} />}
      narrow={(record) => <><Typography sx={{ fontWeight: 600 }}>{record.name}</Typography><Typography variant="body2" color="text.secondary">{[record.reference, record.vacancy, days(record)].filter(Boolean).join(' · ')}</Typography><Box sx={{ mt: 0.5 }}>{label(record.state)}</Box></>}
    >
      <DataTable.Col source="name" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="reference" disableSort />
      <DataTable.Col source="vacancy" disableSort />
      <DataTable.Col source="created_at" render={(record) => short(record.created_at)} />
      <DataTable.Col source="open_since" render={days} />
      <DataTable.Col source="state" render={(record) => label(record.state)} />
      <DataTable.Col source="settled_at" disableSort render={(record) => short(record.settled_at)} />
    </ListFrame>
  );
};

export default ObjectionList;
