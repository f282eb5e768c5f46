import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { DataTable, maxLength, required, TextInput, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { BankTabs } from './BankTabs';

const NONE: [] = [];
const NAME = [required(), maxLength(200)];
const YES = [required()];

const Add = ({ onClose }: { onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('banking.add_account')} onClose={onClose} defaults={{ iban: '', name: '' }}
      onSubmit={async (values) => {
        await request('POST', '/bank-accounts', { body: values });
        onClose();
        refresh();
      }}
    >
      <TextInput source="iban" label="banking.iban" validate={YES} />
      <TextInput source="name" label="resources.bank_accounts.fields.name" validate={NAME} />
    </DialogForm>
  );
};

const AccountList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date } = useFormats();
  const [adding, setAdding] = useState(false);
  const add = may('bank_account.write') && <Button variant="contained" size="small" onClick={() => setAdding(true)}>{translate('banking.add_account')}</Button>;
  return (
    <>
      <ListFrame
        title={translate('banking.tab.bank_accounts')} above={<BankTabs />} lead={translate('banking.accounts_lead')} sort={{ field: 'name', order: 'ASC' }} filters={NONE} actions={add} rowClick={false}
        empty={<Empty text={translate('banking.no_accounts')} action={add} />}
        narrow={(record) => <><Typography sx={{ fontWeight: 600 }}>{record.name}</Typography><Typography variant="body2" color="text.secondary">{record.identifier} · {date(record.last_day)}</Typography></>}
      >
        <DataTable.Col source="name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
        <DataTable.Col source="identifier" />
        <DataTable.Col source="currency" disableSort />
        <DataTable.Col source="last_day" disableSort render={(record) => date(record.last_day) || '–'} />
      </ListFrame>
      {adding && <Add onClose={() => setAdding(false)} />}
    </>
  );
};

export default AccountList;
