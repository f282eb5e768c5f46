import { Alert, Autocomplete, Box, Link, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { request } from '../../app/http';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useFormats } from '../../ui/format';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { Amount, Figures, Wide } from '../parts';
import type { Agreement } from '../types';
import { RuleGauge, useVerdict } from './parts';
import type { WhatIf } from './types';

// What if these funders pay no more? The choice is in the address, so that it can be sent to a colleague.
const WhatIfPage = () => {
  const translate = useTranslate();
  const [params, setParams] = useSearchParams();
  const chosen = params.getAll('funder');
  const { data: agreements = [] } = useGetList<Agreement & { funder: string }>('agreements', { filter: { state: 'active' }, sort: { field: 'funder_sort_name', order: 'ASC' }, pagination: { page: 1, perPage: 200 } });
  const funders = useMemo(() => [...new Map(agreements.map(({ funder_id, funder }) => [funder_id, { id: funder_id, name: funder as string }])).values()], [agreements]);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['matching', 'what-if', ...chosen], enabled: chosen.length > 0,
    queryFn: () => request<WhatIf>('GET', `/matching/what-if?${chosen.map((id) => `funder_id=${id}`).join('&')}`).then(({ json }) => json),
  });
  return (
    <>
      <PageHead
        title={translate('matching.what_if')} above={<Link component={RouterLink} to="/matching">{translate('matching.menu')}</Link>}
        below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('matching.what_if_lead')}</Typography>}
      />
      <Autocomplete
        multiple options={funders} value={funders.filter(({ id }) => chosen.includes(id))} getOptionLabel={({ name }) => name} isOptionEqualToValue={(one, other) => one.id === other.id}
        onChange={(_event, next) => setParams({ funder: next.map(({ id }) => id) })} sx={{ maxWidth: '40rem', mb: 2 }} noOptionsText={translate('matching.no_funders')}
        renderInput={(input) => <TextField {...input} label={translate('matching.who_defaults')} />}
      />
      {chosen.length === 0 && <Alert severity="info" variant="outlined">{translate('matching.choose_funder')}</Alert>}
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {isFetching && !data && <PageSkeleton />}
      <Box role="status">{data && chosen.length > 0 && <Answer found={data} />}</Box>
    </>
  );
};

const Answer = ({ found }: { found: WhatIf }) => {
  const translate = useTranslate();
  const bare = found.purposes.reduce((cents, { without_cover_cents }) => cents + without_cover_cents, 0);
  return (
    <>
      <Figures
        figures={[
          { label: translate('matching.lost'), cents: found.lost_cents },
          { label: translate('matching.entitlement_lost'), cents: found.rules.reduce((cents, { rule, now, then }) => cents + now[compared(rule)].entitlement_cents - then[compared(rule)].entitlement_cents, 0) },
          { label: translate('matching.without_cover'), cents: bare },
        ]}
      />
      {found.rules.length === 0 && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('matching.no_rule_touched')}</Alert>}
      {found.rules.map((line) => <OfRule key={line.rule.id} line={line} />)}
      <Panel title={translate('matching.purposes')} id="purposes"><Purposes found={found} /></Panel>
    </>
  );
};

// What will be spent nobody promised: there, promises show what is lost.
const compared = ({ basis }: WhatIf['rules'][number]['rule']) => (basis === 'spent' ? 'committed' : basis);

const OfRule = ({ line: { rule, now, then, entitlement_lost_cents } }: { line: WhatIf['rules'][number] }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const verdict = useVerdict();
  const basis = compared(rule);
  return (
    <Panel title={of(rule, 'name')} id={`rule-${rule.id}`}>
      {entitlement_lost_cents === 0 && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate(rule.basis === 'spent' ? 'matching.spent_stays' : 'matching.nothing_lost')}</Alert>}
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>{translate(`matching.expected.${rule.basis}`)}</Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 3 }}>
        {[{ name: 'now', of: now[basis] }, { name: 'then', of: then[basis] }].map(({ name, of: outcome }) => (
          <Box key={name}>
            <Typography variant="h3" gutterBottom>{translate(`matching.${name}`)}</Typography>
            <Typography sx={{ fontWeight: 600, mb: 1, color: outcome.gap_cents > 0 ? 'error.main' : undefined }}>{verdict(outcome.gap_cents)}</Typography>
            <RuleGauge terms={rule} basis={outcome} bases={name === 'now' ? now : then} beside={name === 'now' ? then : now} />
          </Box>
        ))}
      </Box>
    </Panel>
  );
};

const Purposes = ({ found }: { found: WhatIf }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  if (found.purposes.length === 0) return <Typography variant="body2" color="text.secondary">{translate('matching.no_purposes')}</Typography>;
  return (
    <Wide label={translate('matching.purposes')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('matching.purpose')}</TableCell>
            {['allocated', 'spent', 'planned', 'without_cover'].map((name) => <TableCell key={name} align="right">{translate(`matching.${name}`)}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {found.purposes.map((purpose) => (
            <TableRow key={purpose.id} hover>
              <TableCell><Link component={RouterLink} to={`/purposes/${purpose.id}/show`}>{purpose.reference}</Link> {of(purpose, 'name')}</TableCell>
              <TableCell align="right"><Amount cents={purpose.allocated_cents} /></TableCell>
              <TableCell align="right"><Amount cents={purpose.spent_cents} /></TableCell>
              <TableCell align="right"><Amount cents={purpose.planned_cents} /></TableCell>
              <TableCell align="right" sx={{ color: purpose.without_cover_cents ? 'error.main' : undefined }}><Amount strong={purpose.without_cover_cents > 0} cents={purpose.without_cover_cents} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

export default WhatIfPage;
