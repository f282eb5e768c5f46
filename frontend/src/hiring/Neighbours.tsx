import BackIcon from '@mui/icons-material/ChevronLeft';
import ForthIcon from '@mui/icons-material/ChevronRight';
import { IconButton, Stack, Tooltip, Typography } from '@mui/material';
import { useCallback, useEffect, useState } from 'react';
import { type RaRecord, useGetList, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';

import type { Application } from './types';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('[role="dialog"],[role="menu"]') !== null);

// The one before and the one after in the same vacancy that stood in the same stage when this page was opened, by name:
// k and j, or the two buttons. So whoever judges one after the other goes on where they were, also after a move.
export const Neighbours = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [stage] = useState(application.stage);
  const { data } = useGetList('applications', {
    filter: { vacancy_id: application.vacancy_id, stage }, sort: { field: 'sort_name', order: 'ASC' }, pagination: { page: 1, perPage: 200 },
  });
  const [line, setLine] = useState<RaRecord[]>([]);
  if (data && data !== line && data.some(({ id }) => id === application.id)) setLine(data); // what has moved on stays where it stood
  const at = line.findIndex(({ id }) => id === application.id);
  const before = at > 0 ? line[at - 1] : undefined;
  const after = at >= 0 ? line[at + 1] : undefined;
  const go = useCallback((to?: { id: string | number }) => to && navigate(`/applications/${to.id}/show`), [navigate]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === 'j') go(after);
      if (event.key === 'k') go(before);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [before, after, go]);

  if (at < 0) return null;
  return (
    <Stack direction="row" alignItems="center">
      <Tooltip title={before ? `${before.name} (k)` : ''}>
        <span><IconButton size="small" disabled={!before} aria-label={translate('hiring.previous')} aria-keyshortcuts="k" onClick={() => go(before)}><BackIcon /></IconButton></span>
      </Tooltip>
      <Typography variant="body2" color="text.secondary">{translate('hiring.position', { at: at + 1, of: line.length, stage: translate(`state.${stage}`) })}</Typography>
      <Tooltip title={after ? `${after.name} (j)` : ''}>
        <span><IconButton size="small" disabled={!after} aria-label={translate('hiring.next')} aria-keyshortcuts="j" onClick={() => go(after)}><ForthIcon /></IconButton></span>
      </Tooltip>
    </Stack>
  );
};
