import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import { Alert, Box, Button, Link, MenuItem, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';

import type { components } from '../../app/api-types';
import { API, request } from '../../app/http';
import { useMay, useMe } from '../../app/session';
import { Wide } from '../../funding/parts';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { today, useFormats } from '../../ui/format';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import type { Vacancy } from '../types';
import { Coverage } from './Coverage';
import { Diversity } from './Diversity';
import { Portion } from './Portion';

export type Report = components['schemas']['HiringReport'];

const aYearAgo = () => `${Number(today().slice(0, 4)) - 1}${today().slice(4).replace('-02-29', '-02-28')}`;

// The period and the vacancy are in the address, so that a colleague sees the same figures.
const ReportPage = () => {
  const translate = useTranslate();
  const { locale } = useFormats();
  const { permissions } = useMe();
  const [params, setParams] = useSearchParams({ from: aYearAgo(), until: today() });
  const [from, until, vacancy] = ['from', 'until', 'vacancy'].map((name) => params.get(name) ?? '') as [string, string, string];
  const everywhere = permissions.includes('report.read');
  const sound = Boolean(from && until && from <= until);
  const asks = new URLSearchParams({ from, until, ...(vacancy && { vacancy_id: vacancy }) }).toString();
  const { data, error, refetch } = useQuery({
    queryKey: ['hiring-report', asks], enabled: sound && (everywhere || Boolean(vacancy)), placeholderData: (before) => before,
    queryFn: () => request<Report>('GET', `/hiring-report?${asks}`).then(({ json }) => json),
  });
  const set = (name: string, value: string) => setParams((before) => { before.set(name, value); return before; }, { replace: true });
  return (
    <>
      <PageHead
        title={translate('hiring_report.title')} below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('hiring_report.lead')}</Typography>}
        actions={data && sound && ['xlsx', 'pdf'].map((kind) => (
          <Button key={kind} variant="outlined" color="inherit" startIcon={<DownloadIcon />} download href={`${API}/hiring-report/export?${asks}&format=${kind}&language=${locale}`}>{kind.toUpperCase()}</Button>
        ))}
      />
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', mb: 3 }}>
        <TextField type="date" label={translate('hiring_report.from')} value={from} onChange={(event) => set('from', event.target.value)} slotProps={{ inputLabel: { shrink: true } }} />
        <TextField type="date" label={translate('hiring_report.until')} value={until} onChange={(event) => set('until', event.target.value)} slotProps={{ inputLabel: { shrink: true } }} />
        <VacancyChoice chosen={vacancy} everywhere={everywhere} onChoose={(id) => set('vacancy', id)} />
      </Box>
      {!sound && <Alert severity="info" variant="outlined">{translate('hiring_report.first_last')}</Alert>}
      {!everywhere && !vacancy && <Alert severity="info" variant="outlined">{translate('hiring_report.choose_help')}</Alert>}
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && sound && (everywhere || vacancy) && <PageSkeleton />}
      {data && !error && sound && <Found report={data} />}
    </>
  );
};

const VacancyChoice = ({ chosen, everywhere, onChoose }: { chosen: string; everywhere: boolean; onChoose: (id: string) => void }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const { scoped } = useMe();
  const { data = [] } = useGetList<Vacancy>('vacancies', { sort: { field: 'deadline', order: 'DESC' }, pagination: { page: 1, perPage: 200 } });
  const mine = everywhere ? data : data.filter(({ id }) => scoped['report.read']?.includes(String(id)));
  return (
    <TextField select label={translate('hiring_report.vacancy')} value={mine.some(({ id }) => id === chosen) ? chosen : ''} onChange={(event) => onChoose(event.target.value)} sx={{ minWidth: 260, maxWidth: '100%' }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
      <MenuItem value="">{translate(everywhere ? 'hiring_report.all' : 'hiring_report.choose')}</MenuItem>
      {mine.map((one) => <MenuItem key={one.id} value={String(one.id)}>{one.reference} · {of(one, 'title')}</MenuItem>)}
    </TextField>
  );
};

const Found = ({ report }: { report: Report }) => {
  const translate = useTranslate();
  const may = useMay();
  const { number } = useFormats();
  const left = report.left.ineligible + report.left.rejected;
  const figures = [
    ['submitted', report.submitted], ['open', report.submitted - report.hired - left - report.left.withdrawn], ['hired', report.hired],
    ['rejected', left], ['withdrawn', report.left.withdrawn],
  ] as const;
  return (
    <>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(5, 1fr)' }, columnGap: 2, rowGap: 1.5, m: 0, mb: 3 }}>
        {figures.map(([name, count]) => (
          <Box key={name} sx={{ borderTop: 1, borderColor: 'divider', pt: 1 }}>
            <Typography component="dt" variant="body2" color="text.secondary">{translate(`hiring_report.${name}`)}</Typography>
            <Typography component="dd" sx={{ m: 0, fontSize: '1.1rem', fontWeight: 600 }}>{number(count)}</Typography>
          </Box>
        ))}
      </Box>
      {report.submitted === 0 ? <Alert severity="info" variant="outlined">{translate('hiring_report.none')}</Alert> : (
        <>
          <Panel title={translate('hiring_report.funnel')} id="funnel"><Funnel report={report} /></Panel>
          <Panel title={translate('hiring_report.sources')} id="sources"><Sources report={report} /></Panel>
          {!report.vacancy && <Panel title={translate('hiring_report.vacancies')} id="vacancies"><Vacancies report={report} /></Panel>}
        </>
      )}
      {(report.positions.length > 0 || may('position.read')) && <Panel title={translate('hiring_report.positions')} id="positions"><Coverage report={report} /></Panel>}
      {report.diversity && <Panel title={translate('hiring_report.diversity')} id="diversity"><Diversity found={report.diversity} from={report.from} until={report.until} /></Panel>}
    </>
  );
};

// Below each other, with one decimal.
const useDays = () => {
  const { locale } = useFormats();
  const shown = new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (value: number | null) => (value == null ? '–' : shown.format(value).replace('-', '−'));
};

// Each stage as a bar as long as the part that came this far, in the table that says the same in figures.
const Funnel = ({ report }: { report: Report }) => {
  const translate = useTranslate();
  const { number, say } = useFormats();
  const days = useDays();
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>{translate('hiring_report.funnel_help')}</Typography>
      <Wide label={translate('hiring_report.funnel')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('hiring_report.stage')}</TableCell>
              <TableCell sx={{ minWidth: { xs: 110, sm: 180 }, width: '40%' }}>{translate('hiring_report.share')}</TableCell>
              {['reached', 'now', 'left', 'median', 'slowest'].map((name) => <TableCell key={name} align="right" sx={{ minWidth: name === 'median' || name === 'slowest' ? '7.5em' : undefined }}>{translate(`hiring_report.${name}`)}</TableCell>)}
            </TableRow>
          </TableHead>
          <TableBody>
            {report.funnel.map((line) => {
              const part = Math.round((100 * line.reached) / report.submitted);
              return (
                <TableRow key={line.stage}>
                  <TableCell component="th" scope="row">{say(line.label)}</TableCell>
                  <TableCell>
                    <Portion percent={part} />
                  </TableCell>
                  {[line.reached, line.now, line.left].map((count, at) => <TableCell key={at} align="right">{number(count)}</TableCell>)}
                  <TableCell align="right">{days(line.median_days)}</TableCell>
                  <TableCell align="right">{days(line.slowest_days)}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </Wide>
    </>
  );
};

// Those who came at least this far, by the place that brought them.
const Sources = ({ report }: { report: Report }) => {
  const translate = useTranslate();
  const { number, say } = useFormats();
  return (
    <Wide label={translate('hiring_report.sources')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('hiring_report.source')}</TableCell>
            {report.funnel.map(({ stage, label }) => <TableCell key={stage} align="right">{say(label)}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {report.sources.map((line) => (
            <TableRow key={line.source}>
              <TableCell component="th" scope="row">{line.label ? say(line.label) : line.source}</TableCell>
              {report.funnel.map(({ stage }) => <TableCell key={stage} align="right">{number(line.reached[stage as keyof typeof line.reached])}</TableCell>)}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

const Vacancies = ({ report }: { report: Report }) => {
  const translate = useTranslate();
  const { number, say, date } = useFormats();
  const days = useDays();
  return (
    <Wide label={translate('hiring_report.vacancies')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('hiring_report.vacancy')}</TableCell>
            <TableCell>{translate('resources.vacancies.fields.deadline')}</TableCell>
            {['submitted', 'shortlisted', 'open', 'hired', 'days_to_offer'].map((name) => <TableCell key={name} align="right" sx={{ minWidth: name === 'days_to_offer' ? '10em' : undefined }}>{translate(`hiring_report.${name}`)}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {report.vacancies.map((line) => (
            <TableRow key={line.id}>
              <TableCell component="th" scope="row" sx={{ minWidth: 220 }}><Link component={RouterLink} to={`/vacancies/${line.id}/show`}>{say(line.title)}</Link> <StateLabel state={line.state} /></TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(line.deadline)}</TableCell>
              {[line.submitted, line.shortlisted, line.open, line.hired].map((count, at) => <TableCell key={at} align="right">{number(count)}</TableCell>)}
              <TableCell align="right">{days(line.days_to_offer)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

export default ReportPage;
