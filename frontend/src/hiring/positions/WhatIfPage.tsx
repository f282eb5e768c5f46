import { Alert, Autocomplete, Box, Link, MenuItem, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { request } from '../../app/http';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { today, useFormats } from '../../ui/format';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { useMonths } from './months';
import type { WhatIf } from './types';

interface LotRow {
  id: string;
  number: number;
  funder: string;
  source: string;
  agreement_id: string | null;
  position: number;
}

// What if this lot falls away? Lot and month are in the address, so that it can be sent to a colleague. Nothing is written.
const WhatIfPage = () => {
  const translate = useTranslate();
  const months = useMonths();
  const [params, setParams] = useSearchParams();
  const lot = params.get('lot');
  const since = params.get('since') ?? `${today().slice(0, 7)}-01`;
  const { data: lots = [] } = useGetList<LotRow>('lots', { filter: { in_kind: false }, sort: { field: 'number', order: 'DESC' }, pagination: { page: 1, perPage: 200 } });
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['positions', 'what-if', lot, since], enabled: Boolean(lot),
    queryFn: () => request<WhatIf>('GET', `/positions/what-if?lot_id=${lot}&since=${since}`).then(({ json }) => json),
  });
  const name = (one: LotRow) => `${one.funder} · ${one.source}${one.agreement_id ? `/${one.position}` : ''} · ${one.number}`;
  return (
    <>
      <PageHead
        title={translate('positions.what_if')} above={<Link component={RouterLink} to="/positions">{translate('hiring.menu.positions')}</Link>}
        below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('positions.what_if_lead')}</Typography>}
      />
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', mb: 2 }}>
        <Autocomplete
          options={lots} value={lots.find(({ id }) => id === lot) ?? null} getOptionLabel={name} getOptionKey={({ id }) => id} isOptionEqualToValue={(one, other) => one.id === other.id}
          onChange={(_event, next) => setParams(next ? { lot: next.id, since } : {})} sx={{ flex: '1 1 20rem', maxWidth: '34rem' }} noOptionsText={translate('positions.no_lots')}
          renderInput={(input) => <TextField {...input} label={translate('positions.which_lot')} />}
        />
        <TextField select label={translate('positions.since')} value={since} onChange={(event) => setParams(lot ? { lot, since: event.target.value } : { since: event.target.value })} sx={{ minWidth: '12rem' }}>
          {months.choices(`${today().slice(0, 7)}-01`, 84, [since]).map(({ id, name: said }) => <MenuItem key={id} value={id}>{said}</MenuItem>)}
        </TextField>
      </Box>
      {!lot && <Alert severity="info" variant="outlined">{translate('positions.choose_lot')}</Alert>}
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {isFetching && !data && <PageSkeleton />}
      <Box role="status">{data && lot && <Answer found={data} />}</Box>
    </>
  );
};

const Answer = ({ found }: { found: WhatIf }) => {
  const translate = useTranslate();
  const { exact, say } = useFormats();
  if (found.positions.length === 0) return <Alert severity="success" variant="outlined">{translate('positions.nothing_lost')}</Alert>;
  return (
    <>
      <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('positions.lost', { smart_count: found.positions.length, amount: exact(found.lost_cents) })}</Alert>
      {found.positions.map((position) => <OfPosition key={position.id} position={position} said={say(position.said)} />)}
    </>
  );
};

const OfPosition = ({ position, said }: { position: WhatIf['positions'][number]; said: string }) => {
  const translate = useTranslate();
  const { date, exact, number, of } = useFormats();
  const months = useMonths();
  return (
    <Panel title={`${of(position, 'title')} · ${exact(position.lost_cents)}`} id={`position-${position.id}`}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Link component={RouterLink} to={`/positions/${position.id}/show`}>{position.reference}</Link><StateLabel state={position.state} />
        <Typography variant="body2">{translate('positions.loses', { months: said })}</Typography>
      </Box>
      {position.offers.map((offer) => (
        <Alert key={offer.id} severity="warning" variant="outlined" sx={{ mb: 1 }}>
          <Link component={RouterLink} to={`/offers/${offer.id}/show`}>{offer.reference}</Link> {translate('positions.offer_made', { state: translate(`state.${offer.state}`), day: date(offer.starts_on) })}
        </Alert>
      ))}
      <Box component="details">
        <Typography component="summary" variant="body2" sx={{ cursor: 'pointer' }}>{translate('positions.month_by_month')}</Typography>
        <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={translate('positions.month_by_month')}>
          <Table size="small" sx={{ maxWidth: '40rem' }}>
            <TableHead>
              <TableRow>
                <TableCell>{translate('positions.month')}</TableCell>
                {['positions.falls_away', 'positions.left', 'positions.cost'].map((head) => <TableCell key={head} align="right">{translate(head)}</TableCell>)}
              </TableRow>
            </TableHead>
            <TableBody>
              {position.months.map((month) => (
                <TableRow key={month.month}>
                  <TableCell>{months.name(month.month)}</TableCell>
                  <TableCell align="right">{number(month.lost_bp / 100)} %</TableCell>
                  <TableCell align="right">{number(month.left_bp / 100)} %</TableCell>
                  <TableCell align="right">{exact(month.lost_cents)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      </Box>
    </Panel>
  );
};

export default WhatIfPage;
