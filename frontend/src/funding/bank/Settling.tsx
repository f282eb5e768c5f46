import { Alert, Box, Card, CardActionArea, Skeleton, Stack, Typography } from '@mui/material';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type RaRecord, RecordContextProvider, ResourceContextProvider, useGetList, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';

import { Key } from '../../ui/Key';
import { type Move, MovesBar, ReasonDialog, useMove } from '../../ui/MovesBar';
import { PageHead } from '../../ui/Page';
import { Empty, Panel } from '../../ui/parts';
import { WHOLE } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { useFormats } from '../../ui/format';
import { EntryFacts, useMoney } from './EntryFacts';
import { EntryLines } from './EntryLines';
import { LinesForm } from './LinesForm';
import type { BankEntry } from './types';
import { isProposal, useEntry } from './useEntry';

const QUEUE = { filter: { waiting: 'true' }, sort: { field: 'booked_on', order: 'ASC' as const }, pagination: { page: 1, perPage: 100 } };
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null);

// Receipts that wait, oldest first, and what each of them pays. Made to be driven by keyboard: j and k go through the
// queue, s settles what is proposed, c confirms it for somebody else to settle, e edits the lines, x says it is no contribution.
const Settling = () => {
  const translate = useTranslate();
  const { data: queue, total, isPending } = useGetList('bank_entries', QUEUE);
  const [chosen, setChosen] = useState<string | null>(null);
  const found = queue?.findIndex(({ id }) => id === chosen) ?? -1;
  // what was settled leaves the queue: the next one takes its place
  const last = useRef(0);
  const at = found >= 0 ? found : Math.min(last.current, (queue?.length ?? 1) - 1);
  const here = queue?.[at];
  useEffect(() => {
    if (at >= 0) last.current = at;
  }, [at]);
  const go = useCallback((step: number) => {
    const next = queue?.[at + step];
    if (next) setChosen(String(next.id));
  }, [queue, at]);
  return (
    <>
      <PageHead
        title={translate('banking.menu.settling')}
        below={
          <Typography color="text.secondary" component="div">
            {translate('banking.settling_lead', { smart_count: total ?? 0 })}{' '}
            <Box component="span" sx={{ display: { xs: 'none', md: 'inline' } }}>
              <Key>j</Key> <Key>k</Key> {translate('banking.keys.go')} · <Key>s</Key> {translate('banking.keys.settle')} · <Key>c</Key> {translate('banking.keys.confirm')} · <Key>e</Key> {translate('banking.keys.edit')} · <Key>x</Key> {translate('banking.keys.aside')}
            </Box>
          </Typography>
        }
      />
      {isPending && <Stack gap={1}>{[1, 2, 3, 4].map((line) => <Skeleton key={line} height={48} />)}</Stack>}
      {queue?.length === 0 && <Card><Empty text={translate('banking.all_settled')} /></Card>}
      {here && (
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: 'minmax(17rem, 22rem) minmax(0, 1fr)' }, gap: 2, alignItems: 'start' }}>
          <Queue rows={queue ?? []} chosen={String(here.id)} onChoose={setChosen} />
          <ResourceContextProvider value="bank_entries"><Chosen key={here.id} id={String(here.id)} go={go} /></ResourceContextProvider>
        </Box>
      )}
    </>
  );
};

const Queue = ({ rows, chosen, onChoose }: { rows: RaRecord[]; chosen: string; onChoose: (id: string) => void }) => {
  const translate = useTranslate();
  const { date, money } = useMoney();
  const active: RefObject<HTMLLIElement | null> = useRef(null);
  // Newer browsers answer with a promise, which is nothing for an effect to give back.
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <Card component="nav" aria-label={translate('banking.queue')} sx={{ maxHeight: { xs: '16rem', md: 'calc(100vh - 13rem)' }, overflowY: 'auto' }}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((row) => (
          <Box component="li" key={row.id} ref={row.id === chosen ? active : undefined} sx={{ borderBottom: 1, borderColor: 'divider' }}>
            <CardActionArea aria-current={row.id === chosen} onClick={() => onChoose(String(row.id))} sx={{ px: 2, py: 1, bgcolor: row.id === chosen ? 'action.selected' : undefined }}>
              <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
                <Typography variant="body2" sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.counterparty || row.description || translate('banking.nameless')}</Typography>
                <Typography variant="body2" sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>{money(row.amount_cents, row.currency)}</Typography>
              </Box>
              <Typography variant="body2" color={row.age_days > 30 ? 'error' : 'text.secondary'}>
                {date(row.booked_on)} · {translate('banking.days_open', { smart_count: row.age_days ?? 0 })} · {translate(`state.${row.state}`)}
                {row.undone_before && <Box component="span" sx={{ color: 'warning.dark', fontWeight: 600 }}> · {translate('banking.undone_before')}</Box>}
              </Typography>
            </CardActionArea>
          </Box>
        ))}
      </Box>
    </Card>
  );
};

const Chosen = ({ id, go }: { id: string; go: (step: number) => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { say } = useFormats();
  const { money } = useMoney();
  const { data: entry } = useGetOne<BankEntry>('bank_entries', { id, meta: WHOLE });
  const work = useEntry(entry);
  const confirm = useRef(work.confirm);
  confirm.current = () => {
    if (entry?.open && isProposal(entry)) work.confirm();
  };
  const [editing, setEditing] = useState(false);
  const [setting, setSetting] = useState<Move | null>(null);
  const perform = useMove('bank_entries', refresh);

  const press = useCallback((name: string) => {
    const move = ((entry?.moves ?? []) as Move[]).find((one) => one.name === name && one.permitted);
    if (!entry || !move) return;
    if (!move.allowed) notify(say(move.why_not), { type: 'info' });
    else if (move.reason) setSetting(move);
    else void perform(entry, move);
  }, [entry, notify, perform, say]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const does: Record<string, () => void> = { j: () => go(1), k: () => go(-1), s: () => press('match'), x: () => press('set_aside'), e: () => setEditing(true), c: () => confirm.current() };
      if (!does[event.key]) return;
      event.preventDefault();
      does[event.key]!();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, press]);

  if (!entry?.account) return <Skeleton variant="rounded" height={280} />;
  return (
    <RecordContextProvider value={entry}>
      <Box>
        <Card sx={{ p: 2, mb: 2 }}>
          <Stack direction="row" alignItems="center" gap={1.5} flexWrap="wrap" sx={{ mb: 1.5 }}>
            <Typography variant="h2">{money(entry.amount_cents, entry.currency)} · {entry.counterparty || entry.description || translate('banking.nameless')}</Typography>
            <StateLabel state={entry.state} />
          </Stack>
          <EntryLines entry={entry} onEdit={() => setEditing(true)} work={work} />
          <Box sx={{ mt: 2 }}><MovesBar resource="bank_entries" /></Box>
        </Card>
        <Panel title={translate('banking.from_bank')} id="facts"><EntryFacts entry={entry} /></Panel>
        {entry.charges_cents ? <Alert severity="info" variant="outlined">{translate('banking.charges_note')}</Alert> : null}
        {editing && <LinesForm entry={entry} onClose={() => setEditing(false)} />}
        {setting && (
          <ReasonDialog
            title={say(setting.label)}
            onClose={async (reason) => {
              const refused = reason === null ? '' : await perform(entry, setting, reason);
              if (!refused) setSetting(null);
              return refused;
            }}
          />
        )}
      </Box>
    </RecordContextProvider>
  );
};

export default Settling;
