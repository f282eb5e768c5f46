import { Box, Card, IconButton, Menu, MenuItem, Skeleton, Typography } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type RaRecord, useNotify, useTranslate } from 'react-admin';

import { dataProvider } from '../app/dataProvider';
import { useFormats } from './format';
import { type Asks, type Move, problemText, ReasonDialog } from './MovesBar';

const FADE = 'linear-gradient(to right, #000 calc(100% - 48px), transparent)';

interface Props {
  resource: string;
  column: string; // the record's state field
  states: string[];
  records: RaRecord[] | undefined;
  card: (record: RaRecord) => ReactNode;
  title: (record: RaRecord) => string;
  asks?: Asks;
  counts?: Record<string, number>; // how many there are in a state, where not all are shown
  foot?: (state: string) => ReactNode; // below a column
  onChanged: () => void;
}

// Cards by state. Dragging a card to a column is the move that leads there; a refused move says why and springs back.
// The same by keyboard: the card's menu lists the moves.
export const Board = ({ resource, column, states, records, card, title, asks, counts, foot, onChanged }: Props) => {
  const translate = useTranslate();
  const notify = useNotify();
  const { say } = useFormats();
  const [dragged, setDragged] = useState<RaRecord | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ record: RaRecord; move: Move } | null>(null);
  const [menu, setMenu] = useState<{ anchor: HTMLElement; record: RaRecord; moves: Move[] } | null>(null);

  // Where columns go on beyond the edge, it fades.
  const region = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState(false);
  const look = () => setMore(Boolean(region.current && region.current.scrollWidth - region.current.clientWidth - region.current.scrollLeft > 8));
  useEffect(() => {
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);

  const current = async (record: RaRecord) => (await dataProvider.getOne(resource, { id: record.id })).data;

  const perform = async (record: RaRecord, move: Move, reason?: string) => {
    let refused = '';
    try {
      await dataProvider.move(resource, String(record.id), move.name, record.version, reason);
    } catch (error) {
      refused = problemText(error);
      if (reason === undefined) notify(refused, { type: 'error', autoHideDuration: 8000 });
    }
    onChanged();
    return refused;
  };

  const drop = async (state: string) => {
    const record = dragged;
    setDragged(null);
    setOver(null);
    if (!record || record[column] === state) return;
    const now = await current(record);
    const move = (now.moves as Move[]).find((candidate) => candidate.to === state);
    if (!move) {
      notify(translate('ui.no_such_move', { from: translate(`state.${record[column]}`), to: translate(`state.${state}`) }), { type: 'warning' });
    } else if (!move.allowed) {
      notify(say(move.why_not), { type: 'warning' });
    } else if (move.reason || asks?.(now, move)) {
      setAsking({ record: now, move });
    } else {
      await perform(now, move);
    }
  };

  const open = async (anchor: HTMLElement, record: RaRecord) => {
    const now = await current(record);
    setMenu({ anchor, record: now, moves: (now.moves as Move[]).filter((move) => move.permitted) });
  };

  return (
    <Box sx={{ display: 'flex', gap: 1, overflowX: 'auto', pb: 2, maskImage: more ? FADE : 'none' }} ref={region} onScroll={look} tabIndex={0} role="region" aria-label={translate('ui.board')}>
      {states.map((state) => {
        const mine = records?.filter((record) => record[column] === state) ?? [];
        return (
          <Box
            key={state} component="section" aria-label={translate(`state.${state}`)}
            onDragOver={(event) => { event.preventDefault(); setOver(state); }}
            onDragLeave={() => setOver(null)}
            onDrop={() => void drop(state)}
            sx={{ flex: '1 0 190px', minWidth: 190, borderRadius: 2, p: 0.75, minHeight: 140, border: 1, borderColor: over === state ? 'primary.main' : 'divider' }}
          >
            <Box sx={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', px: 0.75, pb: 1, pt: 0.25 }}>
              <Typography variant="body2" component="h2" sx={{ fontWeight: 600, '&::first-letter': { textTransform: 'uppercase' } }}>{translate(`state.${state}`)}</Typography>
              <Typography variant="body2" color="text.secondary">{counts?.[state] ?? mine.length}</Typography>
            </Box>
            {!records && <Skeleton variant="rounded" height={64} />}
            {mine.map((record) => (
              <Card
                key={record.id} draggable sx={{ p: 1, mb: 1, cursor: 'grab', display: 'flex', gap: 0.5 }}
                onDragStart={(event) => {
                  event.dataTransfer.setData('text/plain', title(record)); // Firefox drags nothing that carries nothing
                  setDragged(record);
                }}
                onDragEnd={() => setDragged(null)}
              >
                <Box sx={{ flex: 1, minWidth: 0 }}>{card(record)}</Box>
                <IconButton
                  size="small" aria-haspopup="menu" aria-label={`${translate('ui.moves')}: ${title(record)}`}
                  onClick={(event) => void open(event.currentTarget, record)}
                  onKeyDown={(event: KeyboardEvent<HTMLButtonElement>) => event.key === 'ArrowDown' && void open(event.currentTarget, record)}
                >
                  ⋯
                </IconButton>
              </Card>
            ))}
            {foot?.(state)}
          </Box>
        );
      })}
      <Menu open={Boolean(menu)} anchorEl={menu?.anchor} onClose={() => setMenu(null)}>
        {menu?.moves.length === 0 && <MenuItem disabled>{translate('ui.no_moves')}</MenuItem>}
        {menu?.moves.map((move) => (
          <MenuItem
            key={move.name} aria-disabled={!move.allowed}
            onClick={() => {
              const { record } = menu;
              setMenu(null);
              if (!move.allowed) notify(say(move.why_not), { type: 'warning' });
              else if (move.reason || asks?.(record, move)) setAsking({ record, move });
              else void perform(record, move);
            }}
          >
            {say(move.label)}{move.allowed ? '' : ` – ${say(move.why_not)}`}
          </MenuItem>
        ))}
      </Menu>
      {asking && (
        <ReasonDialog
          title={say(asking.move.label)} text={asks?.(asking.record, asking.move)} optional={!asking.move.reason}
          onClose={async (reason) => {
            const refused = reason === null ? '' : await perform(asking.record, asking.move, reason);
            const now = refused ? await current(asking.record).catch(() => asking.record) : null;
            setAsking(now && { ...asking, record: now }); // what is asked again, is asked of it as it stands now
            return refused;
          }}
        />
      )}
    </Box>
  );
};
