import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { CreateButton, DataTable, SearchInput, SelectArrayInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { PURPOSE_KINDS } from '../types';

const PurposeList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, of, locale } = useFormats();
  const write = may('purpose.write');
  const filters = useMemo(
    () => [
      <SearchInput key="q" source="q" alwaysOn placeholder={translate('money.search_purposes')} sx={{ minWidth: { sm: '20rem' } }} />,
      <SelectArrayInput key="kind" source="kind" alwaysOn choices={PURPOSE_KINDS.map((id) => ({ id, name: `money.purpose_kind.${id}` }))} sx={{ minWidth: '11rem' }} />,
    ],
    [translate],
  );
  return (
    <ListFrame
      title={translate('money.menu.purposes')} lead={translate('money.purposes_lead')} sort={{ field: 'valid_from', order: 'DESC' }} filters={filters} create={write}
      actions={<Button size="small" component={Link} to="/fund_pools">{translate('money.menu.pools')}</Button>}
      empty={<Empty text={translate('money.no_purposes')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{of(record, 'name')}</Typography>
          <Typography variant="body2" color="text.secondary">{record.reference} · {translate(`money.purpose_kind.${record.kind}`)}</Typography>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source={`name_${locale === 'nl' ? 'nl' : 'en'}`} label="resources.purposes.fields.name" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'name')}</Box>} />
      <DataTable.Col source="kind" render={(record) => translate(`money.purpose_kind.${record.kind}`)} />
      <DataTable.Col source="valid_from" render={(record) => date(record.valid_from)} />
      <DataTable.Col source="valid_until" render={(record) => date(record.valid_until) || '–'} />
    </ListFrame>
  );
};

export default PurposeList;
