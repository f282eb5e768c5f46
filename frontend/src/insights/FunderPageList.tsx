import { Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SearchInput, useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';

const FunderPageList = () => {
  const translate = useTranslate();
  const { euro, number } = useFormats();
  const filters = useMemo(() => [<SearchInput key="q" source="q" alwaysOn placeholder={translate('insights.search')} sx={{ minWidth: { sm: '22rem' } }} />], [translate]);
  return (
    <ListFrame
      title={translate('insights.menu')} lead={translate('insights.lead')} sort={{ field: 'sort_name', order: 'ASC' }} filters={filters}
      empty={<Empty text={translate('insights.none')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
          <Typography variant="body2" color="text.secondary">
            {euro(record.amount_cents)} · {translate('insights.figure.agreements', { smart_count: record.agreements })}
          </Typography>
        </>
      )}
    >
      <DataTable.Col source="sort_name" label="resources.funder_pages.fields.name" render={(record) => <strong>{record.name}</strong>} />
      <DataTable.Col source="agreements" align="right" disableSort render={(record) => number(record.agreements)} />
      <DataTable.Col source="amount_cents" align="right" disableSort render={(record) => euro(record.amount_cents)} />
    </ListFrame>
  );
};
export default FunderPageList;
