import { Alert, Box, Button, Link, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { EditButton, useGetList, useRecordContext, useResourceContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay, useMe } from '../../app/session';
import { useFormats } from '../format';
import { MovesBar } from '../MovesBar';
import { Fact, Panel } from '../parts';
import { RecordFrame } from '../RecordFrame';
import { Timeline } from '../Timeline';
import { GapAfter, Validity, type Version, VersionLabel } from './version';

interface ShowProps {
  list: string; // what the list is called
  facts: (record: Version) => ReactNode;
  write?: string; // the permission to propose one
}

export const VersionShow = ({ list, facts, write = 'rule.write' }: ShowProps) => {
  const resource = useResourceContext() ?? '';
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => of(record, 'name')}
      above={() => <Link component={RouterLink} to={`/${resource}`}>{list}</Link>}
      label={(record) => <VersionLabel of={record as Version} />}
      below={() => <MovesBar resource={resource} />}
      actions={<Actions write={write} />}
      aside={<Box sx={{ p: 2 }}><Timeline resource={resource} /></Box>}
    >
      <Body facts={facts} />
    </RecordFrame>
  );
};

const Actions = ({ write }: { write: string }) => {
  const translate = useTranslate();
  const may = useMay();
  const resource = useResourceContext() ?? '';
  const record = useRecordContext<Version>();
  if (!record || !may(write)) return null;
  if (record.state === 'proposed') return <EditButton variant="outlined" />;
  return record.state === 'in_force' && <Button variant="outlined" component={RouterLink} to={`/${resource}/create?after=${record.id}`}>{translate('rules.next_version')}</Button>;
};

const Body = ({ facts }: Pick<ShowProps, 'facts'>) => {
  const translate = useTranslate();
  const { account } = useMe();
  const resource = useResourceContext() ?? '';
  const { short } = useFormats();
  const record = useRecordContext<Version>();
  if (!record) return null;
  return (
    <>
      {record.state === 'proposed' && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate(record.created_by === account.id ? 'rules.another_confirms' : 'rules.confirm_by_source')}</Alert>}
      <GapAfter resource={resource} of={record} />
      <Panel title={translate('rules.says')} id="says">
        <Box component="dl" sx={{ m: 0 }}>
          {facts(record)}
          <Fact label={translate('rules.valid')}><Validity of={record} /></Fact>
          <Fact label={translate('rules.source')}>{record.source}</Fact>
          {record.confirmed_at && <Fact label={translate('rules.confirmed')}>{record.confirmed_by_name ?? translate('ui.somebody')}, {short(record.confirmed_at)}</Fact>}
        </Box>
      </Panel>
      <Versions of={record} facts={facts} />
    </>
  );
};

// All versions of the same rule: what was said when. Beside a proposal, what it would take the place of.
const Versions = ({ of, facts }: { of: Version } & Pick<ShowProps, 'facts'>) => {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const { data = [] } = useGetList<Version>(resource, { filter: { key: of.key }, sort: { field: 'valid_from', order: 'DESC' }, pagination: { page: 1, perPage: 50 } });
  if (data.length < 2) return null;
  const now = of.state === 'proposed' && data.find(({ state, valid_from }) => state === 'in_force' && valid_from < of.valid_from);
  return (
    <>
      {now && (
        <Panel title={translate('rules.now')} id="now">
          <Box component="dl" sx={{ m: 0 }}>{facts(now)}<Fact label={translate('rules.valid')}><Validity of={now} /></Fact></Box>
        </Panel>
      )}
      <Panel title={translate('rules.versions')} id="versions">
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {data.map((version) => (
            <Box component="li" key={version.id} sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', borderTop: 1, borderColor: 'divider', py: 0.75 }}>
              <VersionLabel of={version} />
              {version.id === of.id ? <Typography variant="body2" sx={{ fontWeight: 600 }}><Validity of={version} /></Typography> : <Link component={RouterLink} variant="body2" to={`/${resource}/${version.id}/show`}><Validity of={version} /></Link>}
            </Box>
          ))}
        </Box>
      </Panel>
    </>
  );
};
