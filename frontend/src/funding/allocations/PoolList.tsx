import { Box, Link, Typography } from '@mui/material';
import { CreateButton, DataTable, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';

const NONE: [] = [];

const PoolList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { of, locale } = useFormats();
  const write = may('purpose.write');
  const name = `name_${locale === 'nl' ? 'nl' : 'en'}`;
  return (
    <ListFrame
      title={translate('money.menu.pools')} lead={translate('money.pools_lead')} sort={{ field: name, order: 'ASC' }} filters={NONE} create={write}
      above={<Link component={RouterLink} to="/purposes">{translate('money.menu.purposes')}</Link>}
      empty={<Empty text={translate('money.no_pools')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => <><Typography sx={{ fontWeight: 600 }}>{of(record, 'name')}</Typography><Typography variant="body2" color="text.secondary">{record.restriction}</Typography></>}
    >
      <DataTable.Col source={name} label="resources.fund_pools.fields.name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'name')}</Box>} />
      <DataTable.Col source="restriction" disableSort />
      <DataTable.NumberCol source="lots" disableSort />
    </ListFrame>
  );
};

export default PoolList;
