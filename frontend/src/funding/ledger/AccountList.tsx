import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { OrganisationFilter, PurposeFilter } from '../filters';
import { Amount } from '../parts';
import { ASSETS } from '../types';
import { LedgerTabs } from './LedgerTabs';

const AccountList = () => {
  const translate = useTranslate();
  const { of, exact } = useFormats();
  const filters = useMemo(
    () => [
      <SelectArrayInput key="asset" source="asset" alwaysOn choices={ASSETS.map((id) => ({ id, name: `money.assets.${id.replace('.', '_')}` }))} sx={{ minWidth: '11rem' }} />,
      <OrganisationFilter key="funder" source="funder_id" />,
      <PurposeFilter key="purpose" source="purpose_id" />,
    ],
    [],
  );
  const asset = (name: string) => translate(`money.assets.${name.replace('.', '_')}`);
  return (
    <ListFrame
      title={translate('money.menu.ledger')} above={<LedgerTabs />} lead={translate('money.accounts_lead')} sort={{ field: 'code', order: 'ASC' }} filters={filters}
      hidden={['asset']} empty={<Empty text={translate('money.no_accounts')} />}
      narrow={(record) => (
        <>
          <Typography>{of(record, 'name')}</Typography>
          <Typography variant="body2" color="text.secondary">{exact(Math.abs(record.balance_cents))} {translate(record.balance_cents < 0 ? 'money.credit' : 'money.debit')} · {asset(record.asset)}</Typography>
        </>
      )}
    >
      <DataTable.Col source="code" render={(record) => <><Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'name')}</Box><Typography variant="body2" color="text.secondary">{record.code}</Typography></>} />
      <DataTable.Col source="asset" disableSort render={(record) => asset(record.asset)} />
      <DataTable.Col source="debit" label="money.debit" align="right" disableSort render={(record) => <Amount cents={record.balance_cents > 0 ? record.balance_cents : 0} nothing={record.balance_cents === 0 ? '–' : ''} />} />
      <DataTable.Col source="credit" label="money.credit" align="right" disableSort render={(record) => <Amount cents={record.balance_cents < 0 ? -record.balance_cents : 0} nothing="" />} />
    </ListFrame>
  );
};

export default AccountList;
