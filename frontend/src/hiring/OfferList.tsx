import { Box, Button, Chip, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, SelectInput, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { ListFrame } from '../ui/ListFrame';
import { Empty } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { OFFER_STATES } from './types';

export const OutOfRange = () => {
  const translate = useTranslate();
  return <Chip size="small" variant="outlined" color="warning" label={translate('hiring.out_of_range')} />;
};

const OfferList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { euro, date, short } = useFormats();
  const filters = useMemo(
    () => [
      <SelectArrayInput key="state" source="state" alwaysOn choices={OFFER_STATES.map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />,
      <SelectInput key="range" source="out_of_range" choices={[{ id: 'true', name: 'ra.boolean.true' }, { id: 'false', name: 'ra.boolean.false' }]} />,
    ],
    [],
  );
  return (
    <ListFrame
      title={translate('hiring.menu.offers')} sort={{ field: 'expires_at', order: 'DESC' }} filters={filters}
      actions={may('hiring_text.write', 'hiring_text.confirm') && <Button size="small" component={Link} to="/letter_templates">{translate('offer_letters.templates')}</Button>} hidden={['fte_percent']}
      empty={<Empty text={translate('hiring.no_offers')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.name}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}>
            <StateLabel state={record.state} /><Typography variant="body2" color="text.secondary">{euro(record.salary_cents)}</Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source="reference" />
      <DataTable.Col source="name" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.name}</Box>} />
      <DataTable.Col source="vacancy_reference" disableSort />
      <DataTable.Col source="state" render={(record) => <StateLabel state={record.state} />} />
      <DataTable.Col source="salary_cents" align="right" render={(record) => euro(record.salary_cents)} />
      <DataTable.Col source="out_of_range" disableSort render={(record) => <>{record.out_of_range && <OutOfRange />}{record.above_budget && <Chip size="small" variant="outlined" color="warning" label={translate('offer_letters.above_budget')} />}</>} />
      <DataTable.Col source="starts_on" render={(record) => date(record.starts_on)} />
      <DataTable.Col source="expires_at" render={(record) => short(record.expires_at)} />
      <DataTable.NumberCol source="fte_percent" disableSort />
    </ListFrame>
  );
};

export default OfferList;
