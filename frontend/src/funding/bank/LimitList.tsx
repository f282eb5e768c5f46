import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useState } from 'react';
import { DataTable, DateInput, maxLength, minLength, type RaRecord, required, TextInput, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { MoneyInput } from '../../ui/MoneyInput';
import { problemText } from '../../ui/MovesBar';
import { Empty } from '../../ui/parts';
import { BankTabs } from './BankTabs';

const NONE: [] = [];
const YES = [required()];
const SOURCE = [required(), minLength(3), maxLength(500)];

// Limits are rows with a source and a first day: what was settled under the old ones stays under them.
const SetLimits = ({ onClose }: { onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('banking.set_limits')} onClose={onClose} defaults={{ second_person_cents: null, rounding_cents: null, bank_fee_cents: null, source: '', valid_from: null }}
      onSubmit={async (values) => {
        await request('POST', '/settlement-rules', { body: values });
        notify('banking.limits_set', { type: 'success' });
        onClose();
        refresh();
      }}
    >
      <MoneyInput source="second_person_cents" label="resources.settlement_rules.fields.second_person_cents" validate={YES} />
      <MoneyInput source="rounding_cents" label="resources.settlement_rules.fields.rounding_cents" validate={YES} />
      <MoneyInput source="bank_fee_cents" label="resources.settlement_rules.fields.bank_fee_cents" validate={YES} />
      <DateInput source="valid_from" label="resources.settlement_rules.fields.valid_from" validate={YES} />
      <TextInput source="source" label="resources.settlement_rules.fields.source" helperText="banking.source_help" validate={SOURCE} />
    </DialogForm>
  );
};

// Limits that have yet to begin are no more; those before them go on.
const Withdraw = ({ limits, onClose }: { limits: RaRecord; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const withdraw = async () => {
    try {
      await request('DELETE', `/settlement-rules/${limits.id}`, { version: limits.version });
      notify('banking.limits_withdrawn', { type: 'success' });
      refresh();
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    onClose();
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="withdraw-title">
      <DialogTitle id="withdraw-title">{translate('banking.withdraw_limits')}</DialogTitle>
      <DialogContent><Typography>{translate('banking.withdraw_help')}</Typography></DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" color="error" onClick={() => void withdraw()}>{translate('banking.withdraw_limits')}</Button>
      </DialogActions>
    </Dialog>
  );
};

const LimitList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, exact } = useFormats();
  const [setting, setSetting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<RaRecord | null>(null);
  const out = (record: RaRecord) => may('settlement_rule.write') && record.valid_from > today() && (
    <Button size="small" color="error" onClick={() => setWithdrawing(record)}>{translate('banking.withdraw_limits')}</Button>
  );
  const set = may('settlement_rule.write') && <Button variant="contained" size="small" onClick={() => setSetting(true)}>{translate('banking.set_limits')}</Button>;
  return (
    <>
      <ListFrame
        title={translate('banking.tab.settlement_rules')} above={<BankTabs />} lead={translate('banking.limits_lead')} sort={{ field: 'valid_from', order: 'DESC' }} filters={NONE} actions={set} rowClick={false}
        empty={<Empty text={translate('banking.no_limits')} action={set} />}
        narrow={(record) => <><Typography>{exact(record.second_person_cents)}</Typography><Typography variant="body2" color="text.secondary">{date(record.valid_from)} – {date(record.valid_until)}</Typography>{out(record)}</>}
      >
        <DataTable.Col source="valid_from" render={(record) => date(record.valid_from)} />
        <DataTable.Col source="valid_until" disableSort render={(record) => date(record.valid_until) || '–'} />
        <DataTable.Col source="second_person_cents" align="right" disableSort render={(record) => exact(record.second_person_cents)} />
        <DataTable.Col source="rounding_cents" align="right" disableSort render={(record) => exact(record.rounding_cents)} />
        <DataTable.Col source="bank_fee_cents" align="right" disableSort render={(record) => exact(record.bank_fee_cents)} />
        <DataTable.Col source="source" disableSort />
        <DataTable.Col source="version" label={false} disableSort render={out} />
      </ListFrame>
      {withdrawing && <Withdraw limits={withdrawing} onClose={() => setWithdrawing(null)} />}
      {setting && <SetLimits onClose={() => setSetting(false)} />}
    </>
  );
};

export default LimitList;
