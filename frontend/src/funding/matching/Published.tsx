import { Alert, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { type RaRecord, useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { Bars } from '../../ui/Bars';
import { Outside } from '../../ui/Outside';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { PictureOrTable } from '../../ui/Views';
import { Amount, Wide } from '../parts';
import { useShare } from './measures';
import { useQuarter } from './parts';

interface Aggregate extends RaRecord {
  quarter_until: string;
  total_cents: number;
}
interface Decision extends Aggregate {
  published: boolean;
  failed: 'total' | 'change' | null;
  contributors: number;
  share_bp: number;
}

const ALL = { pagination: { page: 1, perPage: 100 }, sort: { field: 'quarter_until', order: 'DESC' as const } };

// What all private funders together had paid at the end of a quarter: only where no single one can be read from it.
const Published = () => {
  const translate = useTranslate();
  const may = useMay();
  const quarter = useQuarter();
  const { data, isPending } = useGetList<Aggregate>('published_aggregates', ALL);
  if (isPending) return <PageSkeleton />;
  const title = translate('matching.published');
  return (
    <>
      <PageHead
        title={title} above={may('funding.read', 'funding.public') && <Link component={RouterLink} to="/matching">{translate('matching.menu')}</Link>}
        below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('matching.published_lead')}</Typography>}
        actions={<Outside to={`${window.location.origin}/contributions`}>{translate('matching.public_page')}</Outside>}
      />
      <Panel title={translate('matching.totals')} id="totals">
        {!data?.length ? (
          <Alert severity="info" variant="outlined">{translate('matching.nothing_published')}</Alert>
        ) : (
          <PictureOrTable
            picture={<Bars title={translate('matching.totals')} series={[translate('matching.private_in_all')]} groups={[...data].reverse().map((row) => ({ label: quarter(row.quarter_until), cents: [row.total_cents] }))} />}
            table={
              <Table size="small" aria-label={translate('matching.totals')}>
                <TableHead><TableRow><TableCell>{translate('matching.frozen_quarter')}</TableCell><TableCell align="right">{translate('matching.private_in_all')}</TableCell></TableRow></TableHead>
                <TableBody>
                  {data.map((row) => <TableRow key={row.id}><TableCell>{quarter(row.quarter_until)}</TableCell><TableCell align="right"><Amount cents={row.total_cents} /></TableCell></TableRow>)}
                </TableBody>
              </Table>
            }
          />
        )}
      </Panel>
      {may('funding.read') && <Panel title={translate('matching.decisions')} id="decisions"><Decisions /></Panel>}
    </>
  );
};

// Seen inside only: that a quarter was left out must not tell outsiders anything either.
const Decisions = () => {
  const translate = useTranslate();
  const quarter = useQuarter();
  const share = useShare();
  const { data = [] } = useGetList<Decision>('aggregate_decisions', ALL);
  if (data.length === 0) return <Typography variant="body2" color="text.secondary">{translate('matching.no_decisions')}</Typography>;
  return (
    <Wide label={translate('matching.decisions')}>
      <Typography variant="body2" color="text.secondary" gutterBottom>{translate('matching.decisions_help')}</Typography>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('matching.frozen_quarter')}</TableCell>
            <TableCell align="right">{translate('matching.private_in_all')}</TableCell>
            <TableCell>{translate('matching.decision')}</TableCell>
            <TableCell>{translate('matching.why')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((row) => (
            <TableRow key={row.id}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{quarter(row.quarter_until)}</TableCell>
              <TableCell align="right"><Amount cents={row.total_cents} /></TableCell>
              <TableCell><StateLabel state={row.published ? 'published' : 'refused'} label={translate(row.published ? 'matching.was_published' : 'matching.suppressed')} /></TableCell>
              <TableCell sx={{ minWidth: '16rem' }}>
                {translate(row.failed ? `matching.failed.${row.failed}` : 'matching.passed', { contributors: row.contributors, share: share(row.share_bp) })}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

export default Published;
