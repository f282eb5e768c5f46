import { Box, Button, Typography } from '@mui/material';
import { DataTable, DateInput, SelectInput, TextInput, useListContext, useTranslate } from 'react-admin';

import { useMay } from '../app/session';
import { endOf, lastMoment, startOf } from '../identity/periods';
import { instituteZone, useFormats } from '../ui/format';
import { AccountFilter } from '../ui/filters';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { Unseen } from '../ui/Unseen';
import { toWall } from '../ui/zones';
import { Difference } from './Difference';
import { TABLES } from './tables';

// Days of the institute, whatever zone the reader is in.
const day = (moment?: string) => (moment ? toWall(moment, instituteZone()).slice(0, 10) : '');
const lastOf = (typed: string) => lastMoment(endOf(typed));

const AuditList = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const may = useMay();
  if (!may('audit.read')) return <Unseen title={translate('operations.menu.audit')} text={translate('operations.audit_unseen')} />;
  const tables = TABLES.map((id) => ({ id, name: translate(`operations.table.${id}`) })).sort((one, other) => one.name.localeCompare(other.name));
  const filters = [
    <SelectInput key="table" source="table_name" choices={tables} translateChoice={false} alwaysOn sx={{ minWidth: '12rem' }} />,
    <AccountFilter key="actor" source="actor_id" label="resources.audit_entries.fields.actor" alwaysOn />,
    <TextInput key="record" source="record_id" sx={{ minWidth: '22rem' }} />,
    <SelectInput key="operation" source="operation" choices={['insert', 'update', 'delete', 'read'].map((id) => ({ id, name: `operations.operation.${id}` }))} />,
    <DateInput key="from" source="at_from" parse={startOf} format={day} />,
    <DateInput key="until" source="at_until" parse={lastOf} format={day} />,
    <TextInput key="request" source="request_id" />,
  ];
  const what = (record: Record<string, string>) => translate(`operations.table.${record.table_name}`, { _: record.table_name });
  // “reading by an auditor” says it already
  const act = (record: Record<string, string>) => (record.table_name === 'reading' ? '' : translate(`operations.operation.${record.operation}`));
  const who = (record: Record<string, string>) => record.actor ?? translate(`operations.actor_kind.${record.actor_kind}`, { _: record.actor_kind });
  return (
    <ListFrame
      title={translate('operations.menu.audit')} lead={translate('operations.audit_lead')} sort={{ field: 'at', order: 'DESC' }} filters={filters} rowClick={false}
      hidden={['actor_kind', 'request_id']} empty={<Empty text={translate('operations.no_audit')} />}
      narrow={(record) => (
        <>
          <Typography variant="body2"><strong>{who(record)}</strong> · <span title={record.table_name}>{what(record)}</span> {act(record)}</Typography>
          <Typography variant="body2" color="text.secondary" gutterBottom>{short(record.at)}</Typography>
          <Difference table={record.table_name} operation={record.operation} changes={record.changes} names={record.names} />
          <OfRecord id={record.record_id} />
        </>
      )}
    >
      <DataTable.Col source="at" render={(record) => <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{short(record.at)}</Box>} />
      <DataTable.Col source="actor" disableSort render={who} />
      <DataTable.Col source="actor_kind" disableSort render={(record) => translate(`operations.actor_kind.${record.actor_kind}`, { _: record.actor_kind })} />
      <DataTable.Col source="table_name" disableSort render={(record) => <><Box title={record.table_name} sx={{ fontWeight: 600 }}>{what(record)} {act(record)}</Box><OfRecord id={record.record_id} /></>} />
      <DataTable.Col source="changes" disableSort render={(record) => <Difference table={record.table_name} operation={record.operation} changes={record.changes} names={record.names} />} />
      <DataTable.Col source="request_id" disableSort />
    </ListFrame>
  );
};

// One click from an entry to the whole history of its record.
const OfRecord = ({ id }: { id: string | null }) => {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  if (!id || filterValues.record_id === id) return null;
  return (
    <Button size="small" title={id} sx={{ p: 0, minHeight: 24, fontWeight: 450, textAlign: 'left' }} onClick={() => setFilters({ record_id: id }, { record_id: true })}>
      {translate('operations.this_record')}
    </Button>
  );
};

export default AuditList;
