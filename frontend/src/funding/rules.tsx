// What the screens of all rules have in common: matching rules, legal rules and tariffs are versions with a source, which
// one person proposes and another confirms.
import { Alert, Box, Button, Link, Typography } from '@mui/material';
import { useMemo, type ReactNode } from 'react';
import {
  DataTable, DateInput, EditButton, maxLength, type RaRecord, regex, required, SelectArrayInput, TextInput, useGetList, useGetOne, useRecordContext, useResourceContext, useTranslate,
} from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { useMay, useMe } from '../app/session';
import { useFormats } from '../ui/format';
import { CreateFrame, EditFrame } from '../ui/FormFrame';
import { Part, Row } from '../ui/FormParts';
import { ListFrame } from '../ui/ListFrame';
import { MovesBar } from '../ui/MovesBar';
import { PageSkeleton } from '../ui/Page';
import { Empty, Fact, Panel } from '../ui/parts';
import { RecordFrame, WHOLE } from '../ui/RecordFrame';
import { StateLabel } from '../ui/StateLabel';
import { Timeline } from '../ui/Timeline';

export interface Version extends RaRecord {
  key: string;
  name_nl: string;
  name_en: string;
  source: string;
  valid_from: string;
  valid_until: string | null;
  state: string;
  confirmed_by_name: string | null;
  confirmed_at: string | null;
}

const STATES = ['proposed', 'in_force', 'withdrawn'];
const today = () => new Date().toISOString().slice(0, 10);

// In force as a state may still begin tomorrow, or have ended: said as what it is today.
const standing = ({ state, valid_from, valid_until }: Version) =>
  state !== 'in_force' ? state : valid_from > today() ? 'coming' : valid_until && valid_until < today() ? 'past' : 'in_force';
export const VersionLabel = ({ of }: { of: Version }) => {
  const translate = useTranslate();
  const now = standing(of);
  return <StateLabel state={now} label={translate(`rules.state.${now}`)} />;
};

export const Validity = ({ of }: { of: Pick<Version, 'valid_from' | 'valid_until'> }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  return <>{of.valid_until ? translate('rules.from_until', { from: date(of.valid_from), until: date(of.valid_until) }) : translate('rules.from', { from: date(of.valid_from) })}</>;
};

interface ListProps {
  title: string;
  lead: string;
  none: string;
  above?: ReactNode;
  say: (record: Version) => ReactNode; // what the rule says, in a few words
}

export const VersionList = ({ title, lead, none, say }: ListProps) => {
  const translate = useTranslate();
  const may = useMay();
  const { locale, of } = useFormats();
  const write = may('rule.write');
  const name = `name_${locale === 'nl' ? 'nl' : 'en'}`;
  const filters = useMemo(() => [<SelectArrayInput key="state" source="state" alwaysOn choices={STATES.map((id) => ({ id, name: `rules.state.${id}` }))} sx={{ minWidth: '11rem' }} />], []);
  return (
    <ListFrame
      title={title} lead={lead} sort={{ field: 'key', order: 'ASC' }} filters={filters} create={write} empty={<Empty text={none} />}
      narrow={(record) => (
        <>
          <Typography sx={{ fontWeight: 600 }}>{of(record, 'name')}</Typography>
          <Typography variant="body2">{say(record as Version)}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
            <VersionLabel of={record as Version} /><Typography variant="body2" color="text.secondary"><Validity of={record as Version} /></Typography>
          </Box>
        </>
      )}
    >
      <DataTable.Col source={name} label="rules.rule" render={(record) => (
        <><Box component="span" sx={{ fontWeight: 600 }}>{of(record, 'name')}</Box><Typography variant="body2" color="text.secondary">{record.key}</Typography></>
      )} />
      <DataTable.Col label="rules.says" disableSort render={(record) => say(record as Version)} />
      <DataTable.Col source="state" render={(record) => <VersionLabel of={record as Version} />} label="rules.stands" />
      <DataTable.Col source="valid_from" label="rules.valid" render={(record) => <Validity of={record as Version} />} />
      <DataTable.Col source="source" label="rules.source" disableSort render={(record) => <Typography variant="body2" sx={{ maxWidth: '22rem' }}>{record.source}</Typography>} />
      {write && <DataTable.Col label={translate('rules.version')} source="version" disableSort align="right" />}
    </ListFrame>
  );
};

interface ShowProps {
  list: string; // what the list is called
  facts: (record: Version) => ReactNode;
}

export const VersionShow = ({ list, facts }: ShowProps) => {
  const resource = useResourceContext() ?? '';
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(record) => of(record, 'name')}
      above={(record) => <><Link component={RouterLink} to={`/${resource}`}>{list}</Link> / {record.key}</>}
      label={(record) => <VersionLabel of={record as Version} />}
      below={() => <MovesBar resource={resource} />}
      actions={<Actions />}
      aside={<Box sx={{ p: 2 }}><Timeline resource={resource} /></Box>}
    >
      <Body facts={facts} />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const resource = useResourceContext() ?? '';
  const record = useRecordContext<Version>();
  if (!record || !may('rule.write')) return null;
  if (record.state === 'proposed') return <EditButton variant="outlined" />;
  return record.state === 'in_force' && <Button variant="outlined" component={RouterLink} to={`/${resource}/create?after=${record.id}`}>{translate('rules.next_version')}</Button>;
};

const Body = ({ facts }: Pick<ShowProps, 'facts'>) => {
  const translate = useTranslate();
  const { account } = useMe();
  const { short } = useFormats();
  const record = useRecordContext<Version>();
  if (!record) return null;
  return (
    <>
      {record.state === 'proposed' && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate(record.created_by === account.id ? 'rules.another_confirms' : 'rules.confirm_by_source')}</Alert>}
      <Panel title={translate('rules.says')} id="says">
        <Box component="dl" sx={{ m: 0 }}>
          {facts(record)}
          <Fact label={translate('rules.valid')}><Validity of={record} /></Fact>
          <Fact label={translate('rules.source')}>{record.source}</Fact>
          {record.confirmed_at && <Fact label={translate('rules.confirmed')}>{record.confirmed_by_name ?? translate('ui.somebody')}, {short(record.confirmed_at)}</Fact>}
        </Box>
      </Panel>
      <Versions of={record} />
    </>
  );
};

// All versions of the same rule: what was said when.
const Versions = ({ of }: { of: Version }) => {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const { data = [] } = useGetList<Version>(resource, { filter: { key: of.key }, sort: { field: 'valid_from', order: 'DESC' }, pagination: { page: 1, perPage: 50 } });
  if (data.length < 2) return null;
  return (
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
  );
};

const NAME = [required(), maxLength(200)];
const KEY = [required(), regex(/^[a-z][a-z0-9_]{1,59}$/, 'rules.key_help')];
const empty = (value: string) => value || null;
const GIVEN = ['key', 'name_nl', 'name_en', 'source', 'valid_from', 'valid_until'];

interface FormProps {
  title: string;
  names: string[]; // the fields of this kind of rule, beside those of all
  defaults?: Partial<RaRecord>;
  children: ReactNode;
}

const only = (data: Record<string, unknown>, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;

const Fields = ({ next, children }: { next: boolean; children: ReactNode }) => (
  <>
    <Part title="rules.rule">
      {!next && <TextInput source="key" label="rules.key" validate={KEY} helperText="rules.key_help" />}
      <Row>
        <TextInput source="name_nl" label="rules.name_nl" validate={NAME} />
        <TextInput source="name_en" label="rules.name_en" validate={NAME} />
      </Row>
    </Part>
    <Part title="rules.says">{children}</Part>
    <Part title="rules.valid">
      <Row>
        <DateInput source="valid_from" label="rules.valid_from" validate={required()} />
        <DateInput source="valid_until" label="rules.valid_until" parse={empty} helperText="rules.until_help" />
      </Row>
      <TextInput source="source" label="rules.source" multiline minRows={2} validate={[required(), maxLength(1000)]} helperText="rules.source_help" fullWidth />
    </Part>
  </>
);

// A new rule, or the next version of one that is in force: that one stays as it is, and ends when this one begins.
export const VersionCreate = ({ title, names, defaults, children }: FormProps) => {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const [params] = useSearchParams();
  const after = params.get('after');
  const { data: before } = useGetOne<Version>(resource, { id: after ?? '', meta: WHOLE }, { enabled: Boolean(after) });
  const { of } = useFormats();
  if (after && !before) return <PageSkeleton />;
  const values = before ? { ...only(before, [...GIVEN, ...names]), valid_from: null, valid_until: null, source: '' } : defaults;
  return (
    <CreateFrame title={before ? translate('rules.next_of', { name: of(before, 'name') }) : title} defaults={values} transform={(data) => only(data, [...GIVEN, ...names])}>
      {before && <Alert severity="info" variant="outlined">{translate('rules.next_help')}</Alert>}
      <Fields next={Boolean(before)}>{children}</Fields>
    </CreateFrame>
  );
};

export const VersionEdit = ({ names, children }: Pick<FormProps, 'names' | 'children'>) => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <EditFrame title={(record) => translate('rules.edit', { name: of(record, 'name') })} transform={(data) => only(data as Record<string, unknown>, [...GIVEN.slice(1), ...names])}>
      <Fields next>{children}</Fields>
    </EditFrame>
  );
};
