import SearchIcon from '@mui/icons-material/Search';
import { Box, ButtonBase, Dialog, InputBase, List, ListItemButton, ListItemText, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, Suspense, useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';

import { useFormats } from '../ui/format';
import { Key } from '../ui/Key';
import { request } from './http';
import { useAllWords } from './i18n';

interface Found {
  resource: string;
  id: string;
  title: { nl: string; en: string };
  subtitle: string;
}

const useDelayed = (value: string, ms: number) => {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(value), ms);
    return () => window.clearTimeout(timer);
  }, [value, ms]);
  return late;
};

// Find anything one may see. Arrow keys choose, Enter opens.
const FindDialog = ({ onClose }: { onClose: () => void }) => {
  useAllWords();
  const translate = useTranslate();
  const { say } = useFormats();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const asked = useDelayed(words.trim(), 120);
  const { data, isFetching, error } = useQuery({
    queryKey: ['find', asked],
    queryFn: () => request<{ data: Found[] }>('GET', `/find?q=${encodeURIComponent(asked)}`).then(({ json }) => json.data),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });
  const found = asked ? (data ?? []) : [];
  const open = (item?: Found) => {
    if (!item) return;
    onClose();
    navigate(`/${item.resource}/${item.id}/show`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen((at) => Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setChosen((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter') open(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      open onClose={onClose} fullWidth maxWidth="sm" sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
      slotProps={{ paper: { 'aria-label': translate('shell.find.title'), sx: { mt: '10vh' } } }} // the paper is the dialog
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, py: 1.25, borderBottom: 1, borderColor: 'divider' }}>
        <SearchIcon fontSize="small" color="action" aria-hidden />
        <InputBase
          autoFocus fullWidth value={words} placeholder={translate('shell.find.placeholder')} onKeyDown={onKeyDown}
          onChange={(event) => {
            setWords(event.target.value);
            setChosen(0);
          }}
          inputProps={{
            'aria-label': translate('shell.find.title'), role: 'combobox', 'aria-expanded': found.length > 0,
            'aria-controls': 'found', 'aria-activedescendant': found[chosen] ? `found-${chosen}` : undefined, autoComplete: 'off',
          }}
        />
        <Key>Esc</Key>
      </Box>
      <List id="found" role="listbox" aria-label={translate('shell.find.title')} dense sx={{ maxHeight: '55vh', overflow: 'auto', py: 1 }}>
        {found.map((item, index) => (
          <ListItemButton
            key={item.resource + item.id} id={`found-${index}`} role="option" aria-selected={index === chosen} selected={index === chosen}
            tabIndex={-1} onMouseMove={() => setChosen(index)} onClick={() => open(item)} sx={{ mx: 1, borderRadius: 1.5 }}
          >
            <ListItemText
              primary={say(item.title)} secondary={item.subtitle}
              slotProps={{ primary: { noWrap: true }, secondary: { noWrap: true } }}
            />
            <Typography variant="caption" color="text.secondary">{translate(`find.${item.resource}`)}</Typography>
          </ListItemButton>
        ))}
      </List>
      <Typography variant="body2" color="text.secondary" role="status" sx={{ px: 2.5, pb: 2, '&:empty': { display: 'none' } }}>
        {!asked && translate('shell.find.help')}
        {asked && error && translate('ui.no_network')}
        {asked && !error && !isFetching && found.length === 0 && translate('shell.find.nothing', { words: asked })}
      </Typography>
    </Dialog>
  );
};

export const Find = () => {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen((before) => !before);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <ButtonBase
        onClick={() => setOpen(true)} aria-keyshortcuts="Control+K" data-tour="find"
        sx={{
          border: 1, borderColor: 'divider', borderRadius: 2, px: 1.25, height: 34, gap: 1, color: 'text.secondary', fontSize: '0.9rem', fontFamily: 'inherit',
          justifyContent: 'flex-start', width: { xs: 40, sm: 260 }, '&:hover': { borderColor: 'text.secondary' },
        }}
      >
        <SearchIcon fontSize="small" aria-hidden />
        <Box component="span" sx={{ flex: 1, textAlign: 'left', display: { xs: 'none', sm: 'block' } }}>{translate('shell.find.button')}</Box>
        <Box component="span" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clip: 'rect(0 0 0 0)', display: { sm: 'none' } }}>
          {translate('shell.find.button')}
        </Box>
        <Box component="span" aria-hidden sx={{ display: { xs: 'none', sm: 'block' } }}><Key>Ctrl K</Key></Box>
      </ButtonBase>
      {open && <Suspense fallback={null}><FindDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
};
