import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import { AutocompleteInput, DataTable, ReferenceInput, SelectArrayInput, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { Amount } from '../parts';
import { ASSETS } from '../types';
import { LedgerTabs } from './LedgerTabs';

const AccountList = () => {
  const translate = useTranslate();
  const { of, exact, locale } = useFormats();
  const filters = useMemo(
    () => [
      <SelectArrayInput key="asset" source="asset" alwaysOn choices={ASSETS.map((id) => ({ id, name: `funding.assets.${id.replace('.', '_')}` }))} sx={{ minWidth: '11rem' }} />,
      <ReferenceInput key="funder" source="funder_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} />
      </ReferenceInput>,
      <ReferenceInput key="purpose" source="purpose_id" reference="purposes" sort={{ field: 'reference', order: 'ASC' }}>
        <AutocompleteInput optionText={`name_${locale === 'nl' ? 'nl' : 'en'}`} filterToQuery={(q: string) => ({ q })} />
      </ReferenceInput>,
    ],
    [locale],
  );
  const asset = (name: string) => translate(`funding.assets.${name.replace('.', '_')}`);
  return (
    <ListFrame
      title={translate('funding.menu.ledger')} above={<LedgerTabs />} lead={translate('funding.accounts_lead')} sort={{ field: 'code', order: 'ASC' }} filters={filters}
      hidden={['asset']} empty={<Empty text={translate('funding.no_accounts')} />}
      narrow={(record) => (
        <>
          <Typography>{of(record, 'name')}</Typography>
          <Typography variant="body2" color="text.secondary">{exact(Math.abs(record.balance_cents))} {translate(record.balance_cents < 0 ? 'funding.credit' : 'funding.debit')} · {asset(record.asset)}</Typography>
        </>
      )}
    >
      <DataTable.Col source="code" render={(record) => <><Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'name')}</Box><Typography variant="body2" color="text.secondary">{record.code}</Typography></>} />
      <DataTable.Col source="asset" disableSort render={(record) => asset(record.asset)} />
      <DataTable.Col source="debit" label="funding.debit" align="right" disableSort render={(record) => <Amount cents={record.balance_cents > 0 ? record.balance_cents : 0} nothing="" />} />
      <DataTable.Col source="credit" label="funding.credit" align="right" disableSort render={(record) => <Amount cents={record.balance_cents < 0 ? -record.balance_cents : 0} nothing="" />} />
    </ListFrame>
  );
};

export default AccountList;
