import { Alert, AlertTitle, Box, Button, Card, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useGetList, useGetOne, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import type { Problem } from '../../app/http';
import { upload } from '../../app/upload';
import { Wide } from '../../funding/parts';
import { DropZone, Sending } from '../../ui/DropZone';
import { useFormats } from '../../ui/format';
import { PageHead } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { WHOLE } from '../../ui/RecordFrame';
import { useSaid } from './parts';
import type { ImportKept, ImportResult } from './types';

const MOST_MB = 25; // the server's bound for one request
const COLUMNS = ['funder', 'title', 'call_id', 'programme', 'scheme', 'address', 'form', 'status', 'opens', 'deadlines', 'budget', 'grant_min', 'grant_max', 'currency', 'keywords', 'summary'];
const NEEDED = ['funder', 'title'];

type Stage =
  | { at: 'choosing' }
  | { at: 'sending'; name: string; percent: number }
  | { at: 'seen'; file: File; result: ImportResult }
  | { at: 'done'; result: ImportResult }
  | { at: 'failed'; sentence: string };

const sentences = (problem: Problem) => [problem.detail, ...(problem.errors ?? []).map((error) => `${error.problem} ${error.remedy}`)].join(' ');

// A list of calls: look first, then read in. A row that is no call is named; the others come in without it.
const ImportPage = () => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const [stage, setStage] = useState<Stage>({ at: 'choosing' });

  const send = async (file: File, preview: boolean) => {
    if (file.size > MOST_MB * 1024 ** 2) return setStage({ at: 'failed', sentence: translate('opportunities.import.large', { most: MOST_MB }) });
    setStage({ at: 'sending', name: file.name, percent: 0 });
    const answer = await upload<ImportResult>(`/opportunities/import?preview=${preview}`, file, (percent) => setStage({ at: 'sending', name: file.name, percent }));
    if ('unreachable' in answer) setStage({ at: 'failed', sentence: translate('opportunities.import.offline') });
    else if ('refused' in answer) setStage({ at: 'failed', sentence: sentences(answer.refused) });
    else if (preview) setStage({ at: 'seen', file, result: answer.done });
    else {
      setStage({ at: 'done', result: answer.done });
      refresh();
    }
  };
  const something = stage.at === 'seen' && stage.result.added + stage.result.changed > 0;

  return (
    <Box sx={{ maxWidth: '62rem' }}>
      <PageHead
        title={translate('opportunities.import.title')} above={<Link component={RouterLink} to="/opportunities">{translate('grants.menu.opportunities')}</Link>}
        below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('opportunities.import.lead')}</Typography>}
      />
      <Box aria-live="polite">
        {stage.at === 'sending' && <Sending {...stage} />}
        {stage.at === 'failed' && <Alert severity="error" variant="outlined" sx={{ mb: 2 }}><AlertTitle>{translate('opportunities.import.nothing')}</AlertTitle>{stage.sentence}</Alert>}
        {stage.at === 'seen' && (
          <Seen result={stage.result}>
            {something && <Button variant="contained" onClick={() => void send(stage.file, false)}>{translate('opportunities.import.commit', { smart_count: stage.result.added + stage.result.changed })}</Button>}
          </Seen>
        )}
        {stage.at === 'done' && (
          <Alert severity="success" variant="outlined" sx={{ mb: 2 }} action={stage.result.broken > 0 && <Button color="inherit" size="small" component={RouterLink} to="/opportunities/repairs">{translate('opportunities.tab.repairs')}</Button>}>
            {translate('opportunities.import.done', { added: stage.result.added, changed: stage.result.changed })}
          </Alert>
        )}
      </Box>
      {stage.at !== 'sending' && (
        <DropZone
          drop={translate('opportunities.import.drop')} choose={translate(stage.at === 'choosing' ? 'opportunities.import.choose' : 'opportunities.import.again')} quiet={something}
          accept=".json,.csv,.xlsx,application/json,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onFile={(file) => void send(file, true)}
        />
      )}
      <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
        {translate('opportunities.import.columns')} <Box component="strong" sx={{ color: 'text.primary', fontWeight: 600 }}>{NEEDED.map((name) => translate(`opportunities.import.column.${name}`)).join(', ')}</Box>
        {COLUMNS.filter((name) => !NEEDED.includes(name)).map((name) => `, ${translate(`opportunities.import.column.${name}`)}`)}
      </Typography>
      <Box sx={{ mt: 3 }}><Earlier /></Box>
    </Box>
  );
};

const FIGURES = ['rows', 'added', 'changed', 'known', 'refused', 'broken', 'incomplete'] as const;

const Seen = ({ result, children }: { result: ImportResult; children?: ReactNode }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const said = useSaid();
  const missing = Object.entries(result.missing as Record<string, number>).filter(([, count]) => count);
  return (
    <Card sx={{ p: 2, mb: 2 }}>
      <Typography variant="h2">{translate(result.added + result.changed ? 'opportunities.import.ready' : 'opportunities.import.all_known')}</Typography>
      <Typography variant="body2" color="text.secondary">{result.file_name} · {translate(`opportunities.source.${result.source}`)}</Typography>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(7rem, 1fr))', gap: 2, my: 1.5 }}>
        {FIGURES.map((name) => (
          <Box key={name} sx={{ display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' }}>
            <Typography component="dt" variant="body2" color="text.secondary">{translate(`opportunities.import.${name}`)}</Typography>
            <Typography component="dd" sx={{ m: 0, fontSize: '1.6rem', fontWeight: 600, lineHeight: 1.2, color: name === 'refused' && result[name] ? 'error.main' : undefined }}>{result[name]}</Typography>
          </Box>
        ))}
      </Box>
      {missing.length > 0 && <Typography variant="body2" color="text.secondary">{missing.map(([name, count]) => `${translate(`opportunities.missing.${name}`)}: ${count}`).join(' · ')}</Typography>}
      {result.broken > 0 && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('opportunities.import.broken_help')}</Typography>}
      <Refused rows={result.refusals} />
      {result.changes.length > 0 && (
        <Listed title={translate('opportunities.import.changes')} columns={['what', 'field', 'now']}>
          {result.changes.map((change, at) => (
            <TableRow key={at} sx={{ '& td, & th': { verticalAlign: 'top' } }}>
              {result.changes[at - 1]?.id === change.id ? <TableCell /> : <TableCell component="th" scope="row">{change.title}</TableCell>}
              <TableCell>{translate(`resources.opportunities.fields.${change.field}`)}</TableCell>
              <TableCell>{said(change.field, change.was)} → {said(change.field, change.now_is)}{!change.applied && ` (${translate('opportunities.kept_ours')})`}</TableCell>
            </TableRow>
          ))}
        </Listed>
      )}
      {result.first.length > 0 && (
        <Listed title={translate('opportunities.import.first', { smart_count: result.first.length })} columns={['what', 'deadlines']}>
          {result.first.map((one) => (
            <TableRow key={one.row}>
              <TableCell component="th" scope="row">{one.title}<Typography variant="body2" color="text.secondary">{one.funder}{one.call_id && ` · ${one.call_id}`}</Typography></TableCell>
              <TableCell>{one.deadlines.map((day) => date(day)).join(', ') || '–'}</TableCell>
            </TableRow>
          ))}
        </Listed>
      )}
      {children}
    </Card>
  );
};

const Refused = ({ rows }: { rows: ImportResult['refusals'] }) => {
  const translate = useTranslate();
  const { say } = useFormats();
  return rows.length > 0 && (
    <Listed title={translate('opportunities.import.refused_rows')} columns={['row', 'what', 'why']}>
      {rows.map((refusal, at) => (
        <TableRow key={at} sx={{ '& td, & th': { verticalAlign: 'top' } }}>
          <TableCell component="th" scope="row">{refusal.row}</TableCell>
          <TableCell>{refusal.name || '–'}</TableCell>
          <TableCell>{say(refusal.problem)} {say(refusal.remedy)}</TableCell>
        </TableRow>
      ))}
    </Listed>
  );
};

const Listed = ({ title, columns, children }: { title: string; columns: string[]; children: ReactNode }) => {
  const translate = useTranslate();
  return (
    <Box sx={{ mt: 2, mb: 1.5 }}>
      <Typography variant="h3" gutterBottom>{title}</Typography>
      <Wide label={title} sx={{ maxHeight: '24rem', overflowY: 'auto' }}>
        <Table size="small" stickyHeader>
          <TableHead><TableRow>{columns.map((name) => <TableCell key={name}>{translate(`opportunities.import.head.${name}`)}</TableCell>)}</TableRow></TableHead>
          <TableBody>{children}</TableBody>
        </Table>
      </Wide>
    </Box>
  );
};

const Earlier = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const [shown, setShown] = useState('');
  const { data = [] } = useGetList('opportunity_imports', { pagination: { page: 1, perPage: 20 }, sort: { field: 'created_at', order: 'DESC' } });
  if (data.length === 0) return null;
  return (
    <Panel title={translate('opportunities.import.earlier')} id="earlier">
      <Wide label={translate('opportunities.import.earlier')}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('opportunities.import.file')}</TableCell>
              {(['added', 'changed', 'known', 'refused'] as const).map((name) => <TableCell key={name} align="right">{translate(`opportunities.import.${name}`)}</TableCell>)}
              <TableCell>{translate('opportunities.import.when')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((one) => (
              <TableRow key={one.id}>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{one.file_name}<Typography variant="body2" color="text.secondary">{translate(`opportunities.source.${one.source}`)}</Typography></TableCell>
                {(['added', 'changed', 'known'] as const).map((name) => <TableCell key={name} align="right">{one[name]}</TableCell>)}
                <TableCell align="right">
                  {one.refused ? <Link component="button" aria-expanded={shown === one.id} aria-label={`${translate('opportunities.import.refused_rows')}: ${one.refused}`} onClick={() => setShown(shown === one.id ? '' : String(one.id))}>{one.refused}</Link> : 0}
                </TableCell>
                <TableCell sx={{ whiteSpace: { sm: 'nowrap' } }}>{short(one.created_at)} · {one.by}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Wide>
      {shown && <RefusedOf id={shown} />}
    </Panel>
  );
};

const RefusedOf = ({ id }: { id: string }) => <Refused rows={useGetOne<ImportKept>('opportunity_imports', { id, meta: WHOLE }).data?.refusals ?? []} />;

export default ImportPage;
