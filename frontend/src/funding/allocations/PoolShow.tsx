import { Box, Link, Typography } from '@mui/material';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import type { FundPool } from '../types';

const PoolShow = () => {
  const translate = useTranslate();
  const may = useMay();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => of(record, 'name')}
      above={() => <Link component={RouterLink} to="/fund_pools">{translate('money.menu.pools')}</Link>}
      below={(record) => <Typography color="text.secondary" sx={{ maxWidth: '46em', whiteSpace: 'pre-line' }}>{record.restriction}</Typography>}
      actions={may('purpose.write') && <EditButton variant="outlined" />}
    >
      <Body />
    </RecordFrame>
  );
};

const Body = () => {
  const translate = useTranslate();
  const { exact, of } = useFormats();
  const record = useRecordContext<FundPool>();
  if (!record) return null;
  const nothing = (words: string) => <Typography variant="body2" color="text.secondary">{translate(words)}</Typography>;
  return (
    <>
      <Panel title={translate('money.pool_purposes')} id="purposes">
        {record.purposes.length === 0 && nothing('money.pool_without_purposes')}
        {record.purposes.map((purpose) => (
          <Typography key={purpose.id} variant="body2" sx={{ py: 0.5 }}>
            <Link component={RouterLink} to={`/purposes/${purpose.id}/show`}>{of(purpose, 'name')}</Link> · {purpose.reference} · {translate(`money.purpose_kind.${purpose.kind}`)}
          </Typography>
        ))}
      </Panel>
      <Panel title={translate('money.menu.lots')} id="lots">
        {record.lots.length === 0 && nothing('money.pool_without_lots')}
        {record.lots.map((lot) => (
          <Box key={lot.id} sx={{ display: 'flex', justifyContent: 'space-between', maxWidth: '24rem', py: 0.5 }}>
            <Link component={RouterLink} to={`/lots/${lot.id}/show`}>{translate('money.lot_number', { number: lot.number })}</Link> <span>{exact(lot.amount_cents)}</span>
          </Box>
        ))}
      </Panel>
    </>
  );
};

export default PoolShow;
