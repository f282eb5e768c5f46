import { Box, Chip, Link as MuiLink, Stack, Typography } from '@mui/material';
import { EditButton, useGetList, useRecordContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../app/session';
import { Outside } from '../ui/Outside';
import { Fact, Panel } from '../ui/parts';
import { RecordFrame } from '../ui/RecordFrame';
import { Country, KindLabel, Period, useLanguageName } from './parts';
import { phase, register } from './rules';

interface Relation {
  type: string;
  id: string;
  label: string;
}

interface Member {
  id: string;
  name: string;
  role_title: string | null;
  from: string;
  until: string | null;
}

export interface Organisation {
  id: string;
  name: string;
  kind: string;
  status: string;
  ror_id: string | null;
  aliases: string[];
  acronyms: string[];
  labels: { lang: string | null; value: string }[];
  country_code: string | null;
  city: string | null;
  website: string | null;
  established: number | null;
  external_ids: Record<string, string | null>;
  relationships: Relation[];
  kvk: string | null;
  vat_number: string | null;
  lei: string | null;
  member_from: string | null;
  member_until: string | null;
  people: Member[];
}

const OrganisationShow = () => {
  const translate = useTranslate();
  const may = useMay();
  return (
    <RecordFrame
      title={(record) => record.name}
      label={(record) => record.status !== 'active' && <Chip size="small" variant="outlined" label={translate(`partners.status.${record.status}`, { _: record.status })} />}
      below={(record) => (
        <Typography color="text.secondary">
          <KindLabel kind={record.kind} />
          {(record.city || record.country_code) && ' · '}
          {record.city}
          {record.city && record.country_code && ', '}
          <Country code={record.country_code} />
        </Typography>
      )}
      actions={may('organisation.write') && <EditButton variant="contained" />}
      aside={<><Names /><Relations /></>}
    >
      <Facts />
      <Members />
    </RecordFrame>
  );
};

const Facts = () => {
  const translate = useTranslate();
  const record = useRecordContext<Organisation>();
  if (!record) return null;
  const field = (name: string) => translate(`resources.organisations.fields.${name}`);
  const numbers = Object.entries(record.external_ids).filter(([, id]) => id);
  return (
    <Panel title={translate('partners.facts')} id="facts">
      <Box component="dl" sx={{ m: 0 }}>
        {record.ror_id && <Fact label={field('ror_id')}><Outside to={`https://ror.org/${record.ror_id}`}>{record.ror_id}</Outside></Fact>}
        {record.website && <Fact label={field('website')}><Outside to={record.website}>{record.website.replace(/^https?:\/\/(www\.)?|\/$/g, '')}</Outside></Fact>}
        {record.established && <Fact label={field('established')}>{record.established}</Fact>}
        {record.member_from && <Fact label={translate('partners.membership')}><Period from={record.member_from} until={record.member_until} /></Fact>}
        {record.kvk && <Fact label={field('kvk')}>{record.kvk}</Fact>}
        {record.vat_number && <Fact label={field('vat_number')}>{record.vat_number}</Fact>}
        {record.lei && <Fact label={field('lei')}>{record.lei}</Fact>}
        {numbers.map(([type, id]) => {
          const { title, url } = register(type, id!);
          return <Fact key={type} label={title}>{url ? <Outside to={url}>{id}</Outside> : id}</Fact>;
        })}
        {!record.ror_id && !record.website && !record.established && !record.member_from && !record.kvk && numbers.length === 0 && (
          <Typography variant="body2" color="text.secondary">{translate('partners.no_facts')}</Typography>
        )}
      </Box>
    </Panel>
  );
};

const Members = () => {
  const translate = useTranslate();
  const record = useRecordContext<Organisation>();
  const people = [...(record?.people ?? [])].sort((one, other) => Number(phase(one.from, one.until) === 'past') - Number(phase(other.from, other.until) === 'past'));
  return (
    <Panel title={translate('partners.members')} id="members">
      {people.length === 0 && <Typography variant="body2" color="text.secondary">{translate('partners.no_members')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {people.map((person) => (
          <Box
            component="li" key={person.id + person.from}
            sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, py: 0.75, borderTop: 1, borderColor: 'divider', '&:first-of-type': { border: 0 } }}
          >
            <Box sx={{ flex: '1 1 14rem' }}>
              <MuiLink component={Link} to={`/people/${person.id}/show`}>{person.name}</MuiLink>
              {person.role_title && <Typography variant="body2" color="text.secondary">{person.role_title}</Typography>}
            </Box>
            <Typography variant="body2" color="text.secondary">
              {phase(person.from, person.until) !== 'current' && `${translate(`partners.${phase(person.from, person.until)}`)} · `}
              <Period from={person.from} until={person.until} />
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
};

const Names = () => {
  const translate = useTranslate();
  const languageName = useLanguageName();
  const record = useRecordContext<Organisation>();
  if (!record || record.acronyms.length + record.aliases.length + record.labels.length === 0) return null;
  return (
    <Panel title={translate('partners.names')} id="names">
      {record.acronyms.length > 0 && (
        <Stack direction="row" flexWrap="wrap" gap={0.75} sx={{ mb: 1 }} role="list" aria-label={translate('resources.organisations.fields.acronyms')}>
          {record.acronyms.map((name) => <Chip key={name} role="listitem" size="small" variant="outlined" label={name} />)}
        </Stack>
      )}
      {record.aliases.length > 0 && <Typography variant="body2" gutterBottom>{record.aliases.join(' · ')}</Typography>}
      <Box component="dl" sx={{ m: 0 }}>
        {record.labels.map((label) => (
          <Fact key={`${label.lang} ${label.value}`} label={languageName(label.lang)}>
            <span lang={label.lang ?? undefined} dir="auto">{label.value}</span>
          </Fact>
        ))}
      </Box>
    </Panel>
  );
};

const rorOf = (url: string) => url.replace(/^https?:\/\/ror\.org\//, '');

const Relations = () => {
  const translate = useTranslate();
  const record = useRecordContext<Organisation>();
  const ids = (record?.relationships ?? []).map((relation) => rorOf(relation.id));
  // those that are here too are shown here
  const { data: here = [] } = useGetList<{ id: string; ror_id: string }>(
    'organisations',
    { filter: { ror_id: ids }, pagination: { page: 1, perPage: 200 }, sort: { field: 'sort_name', order: 'ASC' } },
    { enabled: ids.length > 0 },
  );
  if (!record || ids.length === 0) return null;
  const ours = new Map(here.map((one) => [one.ror_id, one.id]));
  const kinds = [...new Set(record.relationships.map((relation) => relation.type))];
  return (
    <Panel title={translate('partners.relations')} id="relations">
      {kinds.map((kind) => (
        <Box key={kind} sx={{ mb: 1 }}>
          <Typography variant="body2" color="text.secondary">{translate(`partners.relation.${kind}`, { _: kind })}</Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {record.relationships.filter((relation) => relation.type === kind).map((relation) => (
              <Typography component="li" variant="body2" key={relation.id} sx={{ py: 0.25 }}>
                {ours.has(rorOf(relation.id)) ? (
                  <MuiLink component={Link} to={`/organisations/${ours.get(rorOf(relation.id))}/show`}>{relation.label}</MuiLink>
                ) : (
                  <Outside to={relation.id}>{relation.label}</Outside>
                )}
              </Typography>
            ))}
          </Box>
        </Box>
      ))}
    </Panel>
  );
};

export default OrganisationShow;
