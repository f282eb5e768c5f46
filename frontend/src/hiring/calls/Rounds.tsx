import { Button, Link, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { Wide } from '../../funding/parts';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Empty, Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Call, MatchRound } from './types';

// The match rounds of a call: first for interviews, then for posts.
const Rounds = ({ call }: { call: Call }) => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const navigate = useNavigate();
  const { short } = useFormats();
  const prepare = async (kind: string) => {
    try {
      const { json } = await request<MatchRound>('POST', '/match-rounds', { body: { vacancy_id: call.vacancy_id, kind } });
      navigate(`/match_rounds/${json.id}/show`);
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
  };
  return (
    <Panel title={translate('calls.part.rounds')} id="rounds">
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('calls.rounds_help')}</Typography>
      {may('call.match') && (
        <Stack direction="row" flexWrap="wrap" gap={1} sx={{ my: 1.5 }}>
          {['interviews', 'offers'].map((kind) => <Button key={kind} size="small" variant="outlined" onClick={() => void prepare(kind)}>{translate(`calls.prepare.${kind}`)}</Button>)}
        </Stack>
      )}
      {call.rounds.length === 0 ? <Empty text={translate('calls.no_rounds')} /> : (
        <Wide label={translate('calls.part.rounds')}>
          <Table size="small">
            <TableHead><TableRow>{['reference', 'kind', 'state', 'pairs', 'solved_at'].map((name) => <TableCell key={name} align={name === 'pairs' ? 'right' : undefined}>{translate(`calls.round.${name}`)}</TableCell>)}</TableRow></TableHead>
            <TableBody>
              {call.rounds.map((round) => (
                <TableRow key={round.id} hover>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}><Link component={RouterLink} to={`/match_rounds/${round.id}/show`}>{round.reference}</Link></TableCell>
                  <TableCell>{translate(`calls.kind.${round.kind}`)}</TableCell>
                  <TableCell><StateLabel state={round.state} /></TableCell>
                  <TableCell align="right">{round.pairs}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{short(round.solved_at)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
    </Panel>
  );
};

export default Rounds;
