import BackIcon from '@mui/icons-material/ChevronLeft';
import ForthIcon from '@mui/icons-material/ChevronRight';
import { IconButton, Stack, Tooltip, Typography } from '@mui/material';
import { useCallback, useEffect } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';

import type { Application } from './types';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('[role="dialog"],[role="menu"]') !== null);

// The one before and the one after in the same vacancy, by name: k and j, or the two buttons.
export const Neighbours = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { data } = useGetList('applications', {
    filter: { vacancy_id: application.vacancy_id }, sort: { field: 'sort_name', order: 'ASC' }, pagination: { page: 1, perPage: 200 },
  });
  const at = data?.findIndex(({ id }) => id === application.id) ?? -1;
  const before = at > 0 ? data?.[at - 1] : undefined;
  const after = at >= 0 ? data?.[at + 1] : undefined;
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
      <Typography variant="body2" color="text.secondary">{translate('hiring.position', { at: at + 1, of: data!.length })}</Typography>
      <Tooltip title={after ? `${after.name} (j)` : ''}>
        <span><IconButton size="small" disabled={!after} aria-label={translate('hiring.next')} aria-keyshortcuts="j" onClick={() => go(after)}><ForthIcon /></IconButton></span>
      </Tooltip>
    </Stack>
  );
};
