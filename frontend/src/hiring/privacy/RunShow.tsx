import { Alert, Box, Card, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import type { Item } from './types';

const RunShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.reference}
      above={() => <Link component={RouterLink} to="/erasure_runs">{translate('hiring.menu.erasure')}</Link>}
      label={(record) => <StateLabel state={record.state} label={translate(`erasing.state.${record.state}`)} />}
      below={() => <><About /><MovesBar resource="erasure_runs" asks={(record, move) => (move.name === 'carry_out' ? translate('erasing.asks', { smart_count: record.items.length }) : '')} /></>}
    >
      <Body />
    </RecordFrame>
  );
};

const About = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const record = useRecordContext();
  if (!record) return null;
  return (
    <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
      {[
        translate('erasing.listed', { when: short(record.listed_at) }), record.author ?? (record.kind === 'due' ? translate('erasing.by_job') : ''), translate(`erasing.kind.${record.kind}`),
        record.looked_at && translate('erasing.looked', { who: record.looked_by_name ?? '', when: short(record.looked_at) }),
      ].filter(Boolean).join(' · ')}
    </Typography>
  );
};

const Body = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const record = useRecordContext();
  useWhileErasing(record?.state === 'ordered');
  if (!record) return null;
  const items = record.items as Item[];
  const over = items.some(({ erased_at, kept_because }) => erased_at || kept_because);
  return (
    <>
      {!record.whole && <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('erasing.hidden')}</Alert>}
      <Card component="section" aria-labelledby="on-list" sx={{ mb: 2, overflowX: 'auto' }}>
        <Typography variant="h2" id="on-list" sx={{ p: 2, pb: 1 }}>{translate('erasing.on_list')}</Typography>
        <Table size="small" sx={{ '& td': { verticalAlign: 'top' }, '@media (max-width: 599px)': { '& thead': { display: 'none' }, '& td, & tr': { display: 'block', borderBottom: 0, py: 0.5 }, '& tr': { borderBottom: 1, borderColor: 'divider', py: 1 } } }}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('erasing.people')}</TableCell><TableCell>{translate('erasing.since')}</TableCell>
              <TableCell>{translate(over ? 'erasing.came' : 'erasing.what')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {items.map((item) => (
              <TableRow key={item.application_id}>
                <TableCell>
                  {/* a draft is its writer's alone, and whoever keeps the data need not read applications */}
                  {!item.opens ? item.reference : <Link component={RouterLink} to={`/applications/${item.application_id}/show`}>{item.reference}</Link>}
                  <Typography variant="body2" sx={{ fontWeight: item.name ? 600 : 400, color: item.name ? undefined : 'text.secondary' }}>{item.name ?? translate(item.erased_at ? 'erasing.gone' : 'erasing.no_name')}</Typography>
                  <Typography variant="caption" color="text.secondary">{item.vacancy}</Typography>
                </TableCell>
                <TableCell>{date(item.due_on)}<Typography variant="body2" color="text.secondary">{translate(`erasing.why.${item.why}`)}</Typography></TableCell>
                <TableCell>{over ? <Came item={item} /> : <What of={item.going} />}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Box sx={{ p: 2 }}><Timeline resource="erasure_runs" /></Box>
    </>
  );
};

const What = ({ of }: { of: Record<string, number> }) => {
  const said = useTables();
  return <Typography variant="body2" sx={{ maxWidth: '44em' }}>{said(of)}</Typography>;
};

// What went, and what a search of the whole database found afterwards; or why it was kept.
const Came = ({ item }: { item: Item }) => {
  const translate = useTranslate();
  const { short, number } = useFormats();
  const said = useTables();
  if (item.kept_because) return <Typography variant="body2" color="warning.main">{translate(`erasing.kept.${item.kept_because}`)}{item.proof ? `: ${said(item.proof.elsewhere)}` : ''}</Typography>;
  if (!item.erased_at || !item.went || !item.proof) return null;
  const rows = Object.values(item.went).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <Typography variant="body2">{translate('erasing.went', { when: short(item.erased_at), rows: number(rows) })}</Typography>
      <Typography variant="body2" color="text.secondary">{said(item.went, true)}</Typography>
      <Typography variant="body2">{translate('erasing.searched', { columns: number(item.proof.columns), tables: number(item.proof.tables) })}</Typography>
      {Object.keys(item.proof.elsewhere).length > 0 && <Typography variant="body2" color="text.secondary">{translate('erasing.elsewhere', { where: said(item.proof.elsewhere) })}</Typography>}
      {item.told_at && <Typography variant="body2" color="text.secondary">{translate('erasing.said_goodbye', { when: short(item.told_at) })}</Typography>}
      {item.contents > 0 && <Typography variant="body2" color="warning.main">{translate('erasing.files_wait', { smart_count: item.contents })}</Typography>}
    </>
  );
};

// Reviews (3), documents (2): how many rows of what; tables that have no word of their own count together.
const useTables = () => {
  const translate = useTranslate();
  const { number } = useFormats();
  return (of: Record<string, number>, quiet = false) => {
    const counted: Record<string, number> = {};
    for (const [table, n] of Object.entries(of)) {
      const words = translate(`erasing.tables.${table}`, { _: '' }) || translate('erasing.tables.more');
      if (!(quiet && table === 'application')) counted[words] = (counted[words] ?? 0) + n;
    }
    return Object.entries(counted).map(([words, n]) => `${words} (${number(n)})`).join(', ');
  };
};

// It is done by a worker: look again until it is.
const useWhileErasing = (erasing: boolean) => {
  const refresh = useRefresh();
  const client = useQueryClient();
  useEffect(() => {
    if (!erasing) return undefined;
    const timer = setInterval(() => {
      refresh();
      void client.invalidateQueries({ queryKey: ['todo'] });
    }, 1500);
    return () => clearInterval(timer);
  }, [erasing, refresh, client]);
};

export default RunShow;
