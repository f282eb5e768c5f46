import { Box, Link, Typography } from '@mui/material';
import { useMemo } from 'react';
import { DataTable, SelectArrayInput, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { TemplateLabel } from './TemplateLabel';

const TemplateList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { short } = useFormats();
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" alwaysOn choices={['proposed', 'in_force', 'withdrawn'].map((id) => ({ id, name: `state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  return (
    <ListFrame
      title={translate('offer_letters.templates')} lead={translate('offer_letters.lead')} sort={{ field: 'created_at', order: 'DESC' }} filters={filters} create={may('hiring_text.write')}
      above={<Link component={RouterLink} to="/offers">{translate('hiring.menu.offers')}</Link>} empty={<Empty text={translate('offer_letters.none')} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{record.subject}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5 }}><TemplateLabel record={record} /><Typography variant="body2" color="text.secondary">{translate(`hiring.speaks.${record.language}`)}</Typography></Box>
        </>
      )}
    >
      <DataTable.Col source="subject" disableSort render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{record.subject}</Box>} />
      <DataTable.Col source="language" render={(record) => translate(`hiring.speaks.${record.language}`)} />
      <DataTable.Col source="note" disableSort />
      <DataTable.Col source="state" render={(record) => <TemplateLabel record={record} />} />
      <DataTable.Col source="confirmed_at" render={(record) => short(record.confirmed_at)} />
    </ListFrame>
  );
};

export default TemplateList;
