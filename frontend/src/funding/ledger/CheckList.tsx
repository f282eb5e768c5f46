import { Box, Typography } from '@mui/material';
import { DataTable, useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { LedgerTabs } from './LedgerTabs';

const NONE: [] = [];

// Every night the ledger is recomputed from its postings and compared with the balances that are kept.
const CheckList = () => {
  const translate = useTranslate();
  const { short, number } = useFormats();
  const verdict = (wrong: number) => (
    <Box component="span" sx={{ color: wrong ? 'error.main' : undefined, fontWeight: wrong ? 600 : undefined }}>
      {wrong ? translate('money.check_wrong', { smart_count: wrong }) : translate('money.check_right')}
    </Box>
  );
  return (
    <ListFrame
      title={translate('money.checks')} above={<LedgerTabs />} lead={translate('money.checks_lead')} sort={{ field: 'id', order: 'DESC' }} filters={NONE} rowClick={false}
      empty={<Empty text={translate('money.no_checks')} />}
      narrow={(record) => <><Typography>{verdict(record.wrong)}</Typography><Typography variant="body2" color="text.secondary">{short(record.checked_at)}</Typography></>}
    >
      <DataTable.Col source="checked_at" render={(record) => short(record.checked_at)} />
      <DataTable.Col source="wrong" disableSort render={(record) => (
        <>
          {verdict(record.wrong)}
          {record.wrong > 0 && record.faults && <Box component="pre" sx={{ m: 0, mt: 0.5, fontSize: '0.8em', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{JSON.stringify(record.faults, null, 1)}</Box>}
        </>
      )} />
      <DataTable.Col source="accounts" align="right" disableSort render={(record) => number(record.accounts)} />
      <DataTable.Col source="postings" align="right" disableSort render={(record) => number(record.postings)} />
      <DataTable.Col source="rebuilt" disableSort render={(record) => translate(record.rebuilt ? 'ra.boolean.true' : 'ra.boolean.false')} />
    </ListFrame>
  );
};

export default CheckList;
