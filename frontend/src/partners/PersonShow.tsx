import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { useState } from 'react';
import { EditButton, useRecordContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay } from '../app/session';
import { Outside } from '../ui/Outside';
import { Fact, Panel } from '../ui/parts';
import { RecordFrame } from '../ui/RecordFrame';
import { AddAffiliation } from './AddAffiliation';
import { type Affiliation, EndAffiliation } from './EndAffiliation';
import { Interests, Works } from './conflicts/Interests';
import { Period } from './parts';
import { phase } from './rules';

interface Person {
  id: string;
  name: string;
  sort_name: string;
  orcid: string | null;
  email: string | null;
  affiliations: Affiliation[];
}

const PersonShow = () => {
  const may = useMay();
  return (
    <RecordFrame
      title={(record) => record.name} actions={may('person.write') && <EditButton variant="outlined" />}
      below={(record) => <Current person={record as Person} />} aside={<><Facts /><Known what="works" /></>}
    >
      <Affiliations />
      <Known what="interests" />
    </RecordFrame>
  );
};

const Known = ({ what }: { what: 'interests' | 'works' }) => {
  const record = useRecordContext<Person>();
  if (!record) return null;
  return what === 'works' ? <Works person={record.id} /> : <Interests person={record.id} />;
};

const Current = ({ person }: { person: Person }) => {
  const now = person.affiliations.filter((one) => phase(one.from, one.until) === 'current');
  return (
    <Typography color="text.secondary">
      {now.map((one) => [one.role_title, one.organisation].filter(Boolean).join(', ')).join(' · ')}
    </Typography>
  );
};

const Facts = () => {
  const translate = useTranslate();
  const record = useRecordContext<Person>();
  if (!record) return null;
  return (
    <Panel title={translate('partners.facts')} id="facts">
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={translate('resources.people.fields.orcid')}>
          {record.orcid && <Outside to={`https://orcid.org/${record.orcid}`}>{record.orcid}</Outside>}
        </Fact>
        <Fact label={translate('resources.people.fields.email')}>{record.email && <MuiLink href={`mailto:${record.email}`}>{record.email}</MuiLink>}</Fact>
      </Box>
    </Panel>
  );
};

const Affiliations = () => {
  const translate = useTranslate();
  const may = useMay();
  const record = useRecordContext<Person>();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Affiliation | null>(null);
  if (!record) return null;
  return (
    <Panel title={translate('partners.affiliations')} id="affiliations">
      {record.affiliations.length === 0 && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('partners.no_affiliations')}</Typography>}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {record.affiliations.map((one) => {
          const when = phase(one.from, one.until);
          return (
            <Box
              component="li" key={one.id}
              sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { border: 0 } }}
            >
              <Box sx={{ flex: '1 1 16rem' }}>
                <MuiLink component={Link} to={`/organisations/${one.organisation_id}/show`}>{one.organisation}</MuiLink>
                <Typography variant="body2" color="text.secondary">
                  {[one.role_title, one.part_percent < 100 && `${one.part_percent} %`].filter(Boolean).join(' · ')}
                </Typography>
              </Box>
              <Box sx={{ textAlign: { sm: 'right' } }}>
                <Typography variant="body2"><Period from={one.from} until={one.until} /></Typography>
                <Typography variant="body2" color={when === 'current' ? 'primary' : 'text.secondary'}>{translate(`partners.${when}`)}</Typography>
              </Box>
              {may('person.write') && when !== 'past' && (
                <Button
                  size="small" color="inherit" sx={{ alignSelf: 'center' }} onClick={() => setEnding(one)}
                  aria-label={translate('partners.end_affiliation', { organisation: one.organisation })}
                >
                  {translate('partners.end')}
                </Button>
              )}
            </Box>
          );
        })}
      </Box>
      {may('person.write') && <Button variant="contained" sx={{ mt: 1.5 }} onClick={() => setAdding(true)}>{translate('partners.add_affiliation')}</Button>}
      {adding && <AddAffiliation person={record.id} onClose={() => setAdding(false)} />}
      {ending && <EndAffiliation affiliation={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
};

export default PersonShow;
