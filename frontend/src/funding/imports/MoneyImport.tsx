import { Alert, AlertTitle, Box, Button, Card, LinearProgress, Link, Table, TableBody, TableCell, TableHead, TableRow, type Theme, ToggleButton, ToggleButtonGroup, Typography, useMediaQuery } from '@mui/material';
import { useState } from 'react';
import { type RaRecord, useGetList, useGetOne, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import type { Problem } from '../../app/http';
import { upload } from '../../app/upload';
import { DropZone, Sending } from '../../ui/DropZone';
import { useFormats } from '../../ui/format';
import { PageHead } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import type { BilingualName } from '../types';
import { Wide } from '../parts';

const MOST_MB = 25; // the server's bound for one request
// Three files, in this order: a tranche needs its agreement, a receipt its tranche. The columns by the server's own names of them.
const KINDS = {
  agreements: { needed: ['reference', 'funder', 'title', 'starts_on', 'ends_on'], more: ['signed_on', 'private_origin', 'matching_key', 'confidentiality', 'contact_name', 'contact_email', 'order_number'] },
  tranches: { needed: ['agreement', 'tranche', 'due_on', 'amount_cents'], more: ['currency', 'in_kind', 'condition'] },
  receipts: { needed: ['reference', 'agreement', 'tranche', 'received_on', 'amount_cents'], more: ['currency', 'description'] },
} as const;
type Kind = keyof typeof KINDS;

interface Result {
  id: string | null;
  kind: Kind;
  file_name: string;
  preview: boolean;
  rows: number;
  added: number;
  known: number;
  refused: number;
  first: { row: number; values: Record<string, string> }[];
  refusals: { row: number; field: string; column: string; problem: BilingualName; remedy: BilingualName }[];
  later: boolean;
}

type Working = RaRecord & Pick<Result, 'rows' | 'added' | 'known' | 'refusals'> & { done: number; finished_at: string | null };

type Stage =
  | { at: 'choosing' }
  | { at: 'sending'; name: string; percent: number }
  | { at: 'seen'; file: File; result: Result }
  | { at: 'working'; result: Result }
  | { at: 'done'; result: Result }
  | { at: 'refused'; result: Result } // while it waited, others came first
  | { at: 'failed'; sentence: string };

const sentences = (problem: Problem) => [problem.detail, ...(problem.errors ?? []).map((error) => `${error.problem} ${error.remedy}`)].join(' ');

// An existing administration: look first, with each refused row and why; then read in, whole or not at all.
const MoneyImport = () => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const [kind, setKind] = useState<Kind>('agreements');
  const [stage, setStage] = useState<Stage>({ at: 'choosing' });

  const send = async (file: File, preview: boolean) => {
    if (file.size > MOST_MB * 1024 ** 2) return setStage({ at: 'failed', sentence: translate('money.import.large', { most: MOST_MB }) });
    setStage({ at: 'sending', name: file.name, percent: 0 });
    const answer = await upload<Result>(`/funding-imports?kind=${kind}&preview=${preview}`, file, (percent) => setStage({ at: 'sending', name: file.name, percent }));
    if ('unreachable' in answer) setStage({ at: 'failed', sentence: translate('money.import.offline') });
    else if ('refused' in answer) setStage({ at: 'failed', sentence: sentences(answer.refused) });
    else if (preview) setStage({ at: 'seen', file, result: answer.done });
    else {
      setStage({ at: answer.done.later ? 'working' : 'done', result: answer.done });
      refresh();
    }
  };
  const ready = stage.at === 'seen' && stage.result.refused === 0 && stage.result.added > 0;
  const columns = KINDS[kind];
  const small = useSmall();

  return (
    <Box sx={{ maxWidth: '62rem' }}>
      <PageHead
        title={translate('money.import.title')} above={<Link component={RouterLink} to="/agreements">{translate('money.menu.agreements')}</Link>}
        below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('money.import.lead')}</Typography>}
      />
      <ToggleButtonGroup
        exclusive size="small" value={kind} aria-label={translate('money.import.which')} disabled={stage.at === 'sending'} orientation={small ? 'vertical' : 'horizontal'} sx={{ mb: 1.5, '& .MuiToggleButton-root': { textTransform: 'none', px: 2, justifyContent: { xs: 'flex-start', sm: 'center' } } }}
        onChange={(_event, next: Kind | null) => {
          if (!next) return;
          setKind(next);
          setStage({ at: 'choosing' });
        }}
      >
        {(Object.keys(KINDS) as Kind[]).map((name, at) => <ToggleButton key={name} value={name}>{at + 1}. {translate(`money.import.kind.${name}`)}</ToggleButton>)}
      </ToggleButtonGroup>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {translate('money.import.columns')} <Box component="strong" sx={{ color: 'text.primary', fontWeight: 600 }}>{columns.needed.map((name) => translate(`money.import.field.${name}`)).join(', ')}</Box>
        {columns.more.map((name) => `, ${translate(`money.import.field.${name}`)}`)}
      </Typography>
      <Box aria-live="polite">
        {stage.at === 'sending' && <Sending {...stage} />}
        {stage.at === 'failed' && <Alert severity="error" variant="outlined" sx={{ mb: 2 }}><AlertTitle>{translate('money.import.nothing')}</AlertTitle>{stage.sentence}</Alert>}
        {stage.at === 'seen' && (
          <Seen result={stage.result}>
            {ready && <Button variant="contained" onClick={() => void send(stage.file, false)}>{translate('money.import.commit', { smart_count: stage.result.added })}</Button>}
          </Seen>
        )}
        {stage.at === 'working' && (
          <Going
            result={stage.result}
            onEnd={(result) => {
              setStage({ at: result.refusals.length ? 'refused' : 'done', result });
              refresh();
            }}
          />
        )}
        {stage.at === 'refused' && <Seen result={stage.result} />}
        {stage.at === 'done' && (
          <Alert severity="success" variant="outlined" sx={{ mb: 2 }}>
            <AlertTitle>{translate('money.import.done', { smart_count: stage.result.added })}</AlertTitle>
            {translate(`money.import.after.${stage.result.kind}`)}
          </Alert>
        )}
      </Box>
      {stage.at !== 'sending' && (
        <DropZone
          drop={translate('money.import.drop')} choose={translate(stage.at === 'choosing' ? 'money.import.choose' : 'money.import.again')} quiet={stage.at === 'seen'}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onFile={(file) => void send(file, true)}
        />
      )}
      <Box sx={{ mt: 3 }}><Earlier /></Box>
    </Box>
  );
};

// A large file is read in by the server while one may leave: how far it is.
const Going = ({ result, onEnd }: { result: Result; onEnd: (result: Result) => void }) => {
  const translate = useTranslate();
  const { data } = useGetOne<Working>('funding_imports', { id: result.id ?? '' }, { refetchInterval: 1000 });
  const [ended, setEnded] = useState(false);
  if (data?.finished_at && !ended) {
    setEnded(true);
    queueMicrotask(() => onEnd({ ...result, first: [], added: data.added, known: data.known, refusals: data.refusals, refused: new Set(data.refusals.map(({ row }) => row)).size }));
  }
  const done = data?.done ?? 0;
  return (
    <Card sx={{ p: 2, mb: 2 }}>
      <Typography sx={{ mb: 1 }}>{translate('money.import.working', { done, rows: result.added })}</Typography>
      <LinearProgress variant="determinate" value={result.added ? Math.min(100, (100 * done) / result.added) : 0} aria-label={translate('money.import.working', { done, rows: result.added })} />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>{translate('money.import.leave')}</Typography>
    </Card>
  );
};

const Seen = ({ result, children }: { result: Result; children?: React.ReactNode }) => {
  const translate = useTranslate();
  const { say } = useFormats();
  const figures = (['rows', 'added', 'known', 'refused'] as const).map((name) => ({ name, count: result[name] }));
  return (
    <Card sx={{ p: 2, mb: 2 }}>
      <Typography variant="h2">{translate(result.refused ? 'money.import.not_yet' : result.added ? 'money.import.ready' : 'money.import.all_known')}</Typography>
      <Typography variant="body2" color="text.secondary">{result.file_name}</Typography>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(7rem, 1fr))', gap: 2, my: 1.5 }}>
        {figures.map(({ name, count }) => (
          <Box key={name} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
            <Typography component="dt" variant="body2" color="text.secondary">{translate(`money.import.${name}`)}</Typography>
            <Typography component="dd" sx={{ m: 0, fontSize: '1.6rem', fontWeight: 600, lineHeight: 1.2, color: name === 'refused' && count ? 'error.main' : undefined }}>{count}</Typography>
          </Box>
        ))}
      </Box>
      {result.refusals.length > 0 && (
        <>
          <Typography variant="body2" gutterBottom>{translate('money.import.mend')}</Typography>
          <Wide label={translate('money.import.refused')} sx={{ maxHeight: '24rem', overflowY: 'auto' }}>
            <Table size="small" stickyHeader>
              <TableHead>
                <TableRow>
                  <TableCell>{translate('money.import.row')}</TableCell>
                  <TableCell>{translate('money.import.column')}</TableCell>
                  <TableCell>{translate('money.import.why')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {result.refusals.map((refusal, at) => (
                  <TableRow key={at} sx={{ '& td, & th': { verticalAlign: 'top' } }}>
                    <TableCell component="th" scope="row">{refusal.row}</TableCell>
                    <TableCell>{refusal.column || (refusal.field && translate(`money.import.field.${refusal.field}`))}</TableCell>
                    <TableCell>{say(refusal.problem)} {say(refusal.remedy)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Wide>
        </>
      )}
      {result.first.length > 0 && <First result={result} />}
      {children}
    </Card>
  );
};

// The rows that would come in, as they were understood: whether the days and amounts are those of the file.
const First = ({ result: { first } }: { result: Result }) => {
  const translate = useTranslate();
  const { date, exact } = useFormats();
  const columns = [...new Set(first.flatMap(({ values }) => Object.keys(values)))];
  const show = (name: string, value?: string) =>
    value === undefined ? '–'
    : name === 'amount_cents' ? exact(Number(value))
    : name.endsWith('_on') ? date(value)
    : name === 'private_origin' || name === 'in_kind' ? translate(value === 'true' ? 'money.import.yes' : 'money.import.no')
    : name === 'confidentiality' ? translate(`money.confidential.${value}`)
    : value;
  const title = translate('money.import.first', { smart_count: first.length });
  return (
    <Box sx={{ mt: 2, mb: 1.5 }}>
      <Typography variant="h3" gutterBottom>{title}</Typography>
      <Wide label={title}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('money.import.row')}</TableCell>
              {columns.map((name) => <TableCell key={name} align={name === 'amount_cents' ? 'right' : undefined}>{translate(`money.import.field.${name}`)}</TableCell>)}
            </TableRow>
          </TableHead>
          <TableBody>
            {first.map(({ row, values }) => (
              <TableRow key={row}>
                <TableCell component="th" scope="row">{row}</TableCell>
                {columns.map((name) => <TableCell key={name} align={name === 'amount_cents' ? 'right' : undefined} sx={{ whiteSpace: name === 'amount_cents' || name.endsWith('_on') ? 'nowrap' : undefined }}>{show(name, values[name])}</TableCell>)}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Wide>
    </Box>
  );
};

const useSmall = () => useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));

const Earlier = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const small = useSmall();
  const { data = [] } = useGetList('funding_imports', { pagination: { page: 1, perPage: 20 }, sort: { field: 'created_at', order: 'DESC' } });
  if (data.length === 0) return null;
  return (
    <Panel title={translate('money.import.earlier')} id="earlier">
      <Wide label={translate('money.import.earlier')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('money.import.file')}</TableCell>
              {!small && <TableCell>{translate('money.what')}</TableCell>}
              <TableCell align="right">{translate('money.import.added')}</TableCell>
              <TableCell align="right">{translate('money.import.known')}</TableCell>
              <TableCell>{translate('money.import.when')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((one) => (
              <TableRow key={one.id}>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>
                  {one.file_name}
                  {small && <Typography variant="body2" color="text.secondary">{translate(`money.import.kind.${one.kind}`)}</Typography>}
                </TableCell>
                {!small && <TableCell>{translate(`money.import.kind.${one.kind}`)}</TableCell>}
                <TableCell align="right">{one.added}</TableCell>
                <TableCell align="right">{one.known}</TableCell>
                <TableCell sx={{ whiteSpace: { sm: 'nowrap' } }}>{short(one.created_at)} · {one.by}{one.finished_at ? '' : ` · ${translate('money.import.busy')}`}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Wide>
    </Panel>
  );
};

export default MoneyImport;
