import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';

const RuleList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date } = useFormats();
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" alwaysOn choices={['proposed', 'in_force', 'withdrawn'].map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  const label = (record: { state: string; in_use: boolean }) => <StateLabel state={record.in_use ? 'current' : record.state} label={record.in_use ? translate('offer_letters.in_use') : undefined} />;
  return (
    <ListFrame
      title={translate('appointments.rules')} lead={translate('appointments.rules_lead')} sort={{ field: 'kind', order: 'ASC' }} filters={filters} create={may('hiring_text.write')}
      above={<Link component={RouterLink} to="/appointments">{translate('hiring.menu.appointments')}</Link>} empty={<Empty text={translate('appointments.no_rules')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{translate(`appointments.kind.${record.kind}`)}</Typography>
          <Typography variant="body2" color="text.secondary">{translate(`appointments.applies.${record.applies}`)} · {translate(`appointments.owner.${record.owner_role}`)}</Typography>
          <Box sx={{ mt: 0.5 }}>{label(record as never)}</Box>
        </>
      )}
    >
      <DataTable.Col source="kind" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{translate(`appointments.kind.${record.kind}`)}</Box>} />
      <DataTable.Col source="applies" disableSort render={(record) => translate(`appointments.applies.${record.applies}`)} />
      <DataTable.Col source="owner_role" disableSort render={(record) => translate(`appointments.owner.${record.owner_role}`)} />
      <DataTable.Col source="days_before_start" disableSort render={(record) => translate(record.days_before_start < 0 ? 'appointments.days_after' : 'appointments.days_before', { smart_count: Math.abs(record.days_before_start) })} />
      <DataTable.Col source="valid_from" render={(record) => date(record.valid_from)} />
      <DataTable.Col source="state" render={(record) => label(record as never)} />
    </ListFrame>
  );
};

export default RuleList;
