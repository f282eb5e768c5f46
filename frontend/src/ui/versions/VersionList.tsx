import { Box, Typography } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { DataTable, SelectArrayInput, useResourceContext } from 'react-admin';

import { useMay } from '../../app/session';
import { useFormats } from '../format';
import { ListFrame } from '../ListFrame';
import { Empty } from '../parts';
import { GapMark, Validity, type Version, VersionLabel } from './version';

const STATES = ['proposed', 'in_force', 'withdrawn'];

interface ListProps {
  title: string;
  lead: string;
  none: string;
  above?: ReactNode;
  say: (record: Version) => ReactNode; // what the rule says, in a few words
  write?: string; // the permission to propose one
}

export const VersionList = ({ title, lead, none, above, say, write: permission = 'rule.write' }: ListProps) => {
  const may = useMay();
  const { locale, of } = useFormats();
  const write = may(permission);
  const resource = useResourceContext() ?? '';
  const name = `name_${locale === 'nl' ? 'nl' : 'en'}`;
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" label="rules.stands" alwaysOn choices={STATES.map((id) => ({ id, name: `rules.state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  return (
    <ListFrame
      title={title} above={above} lead={lead} sort={{ field: 'key', order: 'ASC' }} filters={filters} create={write} empty={<Empty text={none} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{of(record, 'name')}</Typography>
          <Typography variant="body2">{say(record as Version)}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
            <VersionLabel of={record as Version} /><Typography variant="body2" color="text.secondary"><Validity of={record as Version} /></Typography><GapMark resource={resource} of={record as Version} />
          </Box>
        </>
      )}
    >
      <DataTable.Col source={name} label="rules.rule" render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'name')}</Box><Typography variant="body2" color="text.secondary">{record.key}</Typography></>
      )} />
      <DataTable.Col label="rules.says" disableSort render={(record) => say(record as Version)} />
      <DataTable.Col source="state" render={(record) => <VersionLabel of={record as Version} />} label="rules.stands" />
      <DataTable.Col source="valid_from" label="rules.valid" render={(record) => <><Validity of={record as Version} /><GapMark resource={resource} of={record as Version} /></>} />
      <DataTable.Col source="source" label="rules.source" disableSort render={(record) => <Typography variant="body2" sx={{ maxWidth: '22rem' }}>{record.source}</Typography>} />
    </ListFrame>
  );
};
