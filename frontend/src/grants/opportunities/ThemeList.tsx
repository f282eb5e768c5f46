import { Box, Link, Stack, Typography } from '@mui/material';
import { CreateButton, DataTable, EditButton, type RaRecord, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { Tabs } from './parts';

const NONE: [] = [];
const listed = (filter: object) => `/opportunities?filter=${encodeURIComponent(JSON.stringify({ over: 'false', ...filter }))}`;

// Each word leads to the opportunities that hold it.
const Keywords = ({ of }: { of: string }) => (
  <Stack direction="row" gap={1} flexWrap="wrap">
    {of.split(',').map((word) => word.trim()).filter(Boolean).map((word) => <Link key={word} component={RouterLink} variant="body2" to={listed({ q: word })}>{word}</Link>)}
  </Stack>
);

const Matched = ({ record }: { record: RaRecord }) => <Link component={RouterLink} to={listed({ theme_ids: [record.id] })}>{record.opportunities}</Link>;

const ThemeList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { of, locale } = useFormats();
  const write = may('theme.write');
  const name = `name_${locale === 'nl' ? 'nl' : 'en'}`;
  return (
    <ListFrame
      title={translate('opportunities.tab.themes')} above={<Tabs />} lead={translate('opportunities.themes_lead')} sort={{ field: name, order: 'ASC' }} filters={NONE} create={write} rowClick={false}
      empty={<Empty text={translate(write ? 'opportunities.no_themes_write' : 'opportunities.no_themes_yet')} action={write && <CreateButton variant="contained" />} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{of(record, 'name')} · <Matched record={record} /></Typography>
          <Keywords of={record.keywords} />
          {write && <EditButton record={record} />}
        </>
      )}
    >
      <DataTable.Col source={name} label="opportunities.theme" render={(record) => <Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'name')}{!record.used && ` (${translate('opportunities.not_used')})`}</Box>} />
      <DataTable.Col source="keywords" disableSort render={(record) => <Keywords of={record.keywords} />} />
      <DataTable.Col source="opportunities" align="right" disableSort render={(record) => <Matched record={record as RaRecord} />} />
      {write && <DataTable.Col label="" disableSort render={(record) => <EditButton record={record} />} />}
    </ListFrame>
  );
};

export default ThemeList;
