import { Box, Button, Link } from '@mui/material';
import Grid from '@mui/material/Grid';
import { EditButton, useGetList, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { AccountLines } from '../ledger/AccountLines';
import { Figures } from '../parts';
import type { Purpose } from '../types';
import { AllocationsOf } from './AllocationsOf';

const PurposeShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => of(record, 'name')}
      above={(record) => <><Link component={RouterLink} to="/purposes">{translate('money.menu.purposes')}</Link> / {record.reference}</>}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Purpose>();
  if (!record) return null;
  return (
    <>
      {may('allocation.write') && <Button variant="contained" component={RouterLink} to={`/allocations/create?purpose=${record.id}`}>{translate('money.plan')}</Button>}
      {may('purpose.write') && <EditButton variant="outlined" />}
    </>
  );
};

const Body = () => {
  const translate = useTranslate();
  const { date, of } = useFormats();
  const record = useRecordContext<Purpose>();
  const { data: accounts } = useGetList('ledger_accounts', { filter: { purpose_id: record?.id }, pagination: { page: 1, perPage: 200 }, sort: { field: 'code', order: 'ASC' } }, { enabled: Boolean(record) });
  if (!record) return null;
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, lg: 8 }}>
        <Figures
          figures={[
            { label: translate('money.allocated_left'), cents: record.allocated_cents },
            { label: translate('money.position.spent'), cents: record.spent_cents },
          ]}
        />
        <Panel title={translate('money.menu.allocations')} id="allocations"><AllocationsOf filter={{ purpose_id: record.id }} of="purpose" /></Panel>
        <Panel title={translate('money.accounts')} id="accounts">
          <AccountLines accounts={(accounts ?? []).map((one) => ({ id: Number(one.id), code: one.code, name: { nl: one.name_nl, en: one.name_en }, asset: one.asset, balance_cents: one.balance_cents }))} />
        </Panel>
      </Grid>
      <Grid size={{ xs: 12, lg: 4 }}>
        <Panel title={translate('money.facts')} id="facts">
          <Box component="dl" sx={{ m: 0 }}>
            <Fact label={translate('resources.purposes.fields.kind')}>{translate(`money.purpose_kind.${record.kind}`)}</Fact>
            <Fact label={translate('money.term')}>
              {translate(record.valid_until ? 'money.period' : 'money.since', { from: date(record.valid_from), until: date(record.valid_until) })}
            </Fact>
            <Fact label={translate('money.menu.pools')}>
              {record.pools.map((pool) => <Box key={pool.id}><Link component={RouterLink} to={`/fund_pools/${pool.id}/show`}>{of(pool, 'name')}</Link></Box>)}
            </Fact>
          </Box>
        </Panel>
      </Grid>
    </Grid>
  );
};

export default PurposeShow;
