import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { Wide } from '../../funding/parts';
import { today, useFormats } from '../../ui/format';
import { PageSkeleton } from '../../ui/Page';
import { Empty, Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Version } from '../../ui/versions/version';
import type { Call, MatchPair } from './types';
import { useRule } from './useRule';

// Letters of intent of a call, who still waits for one, and the rules that they keep.
const Letters = ({ call }: { call: Call }) => {
  const translate = useTranslate();
  const may = useMay();
  const { data } = useGetList('letters_of_intent', { filter: { vacancy_id: call.vacancy_id }, pagination: { page: 1, perPage: 200 }, sort: { field: 'created_at', order: 'DESC' } });
  const rounds = call.rounds.filter(({ kind, state }) => kind === 'offers' && state === 'confirmed').map(({ id }) => id);
  const { data: pairs = [] } = useGetList<MatchPair>('match_pairs', { filter: { round_id: rounds, state: 'confirmed' }, pagination: { page: 1, perPage: 200 }, sort: { field: 'created_at', order: 'ASC' } }, { enabled: rounds.length > 0 });
  if (!data) return <PageSkeleton />;
  const written = new Set(data.filter(({ state }) => state !== 'withdrawn').map(({ application_id }) => application_id));
  const waiting = pairs.filter(({ application_id, candidate }) => candidate && !written.has(application_id));
  return (
    <>
      <Panel title={translate('calls.part.letters')} id="letters">
        {data.length === 0 ? <Empty text={translate('calls.no_letters')} /> : (
          <Wide label={translate('calls.part.letters')}>
            <Table size="small">
              <TableHead><TableRow>{['reference', 'candidate', 'first', 'second', 'track', 'state', 'signatures'].map((name) => <TableCell key={name}>{translate(`calls.letter.${name}`)}</TableCell>)}</TableRow></TableHead>
              <TableBody>
                {data.map((letter) => (
                  <TableRow key={letter.id} hover>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}><Link component={RouterLink} to={`/letters_of_intent/${letter.id}/show`}>{letter.reference}</Link></TableCell>
                    <TableCell>{letter.candidate}</TableCell>
                    <TableCell>{letter.first}</TableCell>
                    <TableCell>{letter.second}</TableCell>
                    <TableCell>{translate(`calls.track.${letter.track}`)}</TableCell>
                    <TableCell><StateLabel state={letter.state} /></TableCell>
                    <TableCell>{translate('calls.signed_of', { n: letter.signatures })}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Wide>
        )}
      </Panel>
      {waiting.length > 0 && (
        <Panel title={translate('calls.without_letter')} id="without">
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {waiting.map((pair) => (
              <Box component="li" key={pair.id} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', py: 0.5 }}>
                <Typography variant="body2" sx={{ flex: 1 }}>{pair.candidate} – {pair.advisor}</Typography>
                {may('call.manage') && <Button size="small" component={RouterLink} to={`/letters_of_intent/create?application=${pair.application_id}&first=${pair.advisor_id}&vacancy=${call.vacancy_id}`} aria-label={`${translate('calls.write_letter')}: ${pair.candidate}`}>{translate('calls.write_letter')}</Button>}
              </Box>
            ))}
          </Box>
        </Panel>
      )}
      <Rules />
    </>
  );
};

// What the tracks ask today, who says so, and since when.
const Rules = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const say = useRule();
  const { data = [] } = useGetList<Version>('track_rules', { filter: { state: 'in_force' }, pagination: { page: 1, perPage: 100 }, sort: { field: 'key', order: 'ASC' } });
  const now = data.filter(({ valid_from, valid_until }) => valid_from <= today() && (!valid_until || valid_until >= today()));
  return (
    <Panel title={translate('calls.rules')} id="rules">
      <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.75 }}>
        {now.map((rule) => (
          <li key={rule.id}>
            <Link component={RouterLink} variant="body2" to={`/track_rules/${rule.id}/show`}>{say(rule)}</Link>
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{translate('calls.rule_since', { from: date(rule.valid_from) })} {rule.source}</Typography>
          </li>
        ))}
      </Box>
      <Button size="small" sx={{ mt: 1 }} component={RouterLink} to="/track_rules">{translate('rules.versions')}</Button>
    </Panel>
  );
};

export default Letters;
