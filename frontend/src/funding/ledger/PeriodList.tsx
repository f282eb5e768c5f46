import { Alert, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { DataTable, DateInput, maxLength, required, TextInput, useGetList, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { LedgerTabs } from './LedgerTabs';

const NONE: [] = [];
const YES = [required()];
const inOrder = (end: string | null, all: { from_day?: string | null }) => (end && all.from_day && end < all.from_day ? 'money.end_before_start' : undefined);
const END = [required(), inOrder];
const iso = (day: Date) => day.toISOString().slice(0, 10);

// Until the end of the last quarter that is over, from the day after what is closed already.
const suggestion = (last: string | undefined) => {
  const [year, month] = today().split('-').map(Number) as [number, number];
  const quarter = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3, 1));
  const begin = new Date(Date.UTC(quarter.getUTCFullYear(), quarter.getUTCMonth() - 3, 1));
  const after = last ? iso(new Date(new Date(`${last}T00:00:00Z`).getTime() + 86_400_000)) : null;
  const end = iso(new Date(quarter.getTime() - 86_400_000));
  return { from_day: after ?? iso(begin), until_day: after && after > end ? null : end, note: null };
};

const Close = ({ onClose }: { onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const { data } = useGetList('closed_periods', { pagination: { page: 1, perPage: 1 }, sort: { field: 'from_day', order: 'DESC' } });
  if (!data) return null;
  return (
    <DialogForm
      title={translate('money.close_period')} submit="money.close_for_good" onClose={onClose} defaults={suggestion(data[0]?.until_day)}
      onSubmit={async (values) => {
        await request('POST', '/closed-periods', { body: { ...values, note: values.note || null } });
        onClose();
        refresh();
      }}
    >
      <Alert severity="warning" variant="outlined">{translate('money.close_help')}</Alert>
      <TwoColumns>
        <DateInput source="from_day" label="resources.closed_periods.fields.from_day" validate={YES} />
        <DateInput source="until_day" label="resources.closed_periods.fields.until_day" validate={END} />
      </TwoColumns>
      <TextInput source="note" label="money.note" validate={maxLength(500)} />
    </DialogForm>
  );
};

const PeriodList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, short } = useFormats();
  const [open, setOpen] = useState(false);
  const close = may('period.close') && <Button variant="contained" size="small" onClick={() => setOpen(true)}>{translate('money.close_period')}</Button>;
  return (
    <>
      <ListFrame
        title={translate('money.closed_periods')} above={<LedgerTabs />} lead={translate('money.periods_lead')} sort={{ field: 'from_day', order: 'DESC' }} filters={NONE} rowClick={false}
        actions={close} empty={<Empty text={translate('money.no_periods')} action={close} />}
        narrow={(record) => <><Typography>{date(record.from_day)} – {date(record.until_day)}</Typography><Typography variant="body2" color="text.secondary">{record.closed_by} · {short(record.closed_at)}</Typography></>}
      >
        <DataTable.Col source="from_day" render={(record) => date(record.from_day)} />
        <DataTable.Col source="until_day" render={(record) => date(record.until_day)} />
        <DataTable.Col source="note" disableSort />
        <DataTable.Col source="closed_at" render={(record) => short(record.closed_at)} />
        <DataTable.Col source="closed_by" disableSort />
      </ListFrame>
      {open && <Close onClose={() => setOpen(false)} />}
    </>
  );
};

export default PeriodList;
