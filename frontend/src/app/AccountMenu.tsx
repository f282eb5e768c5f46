import CheckIcon from '@mui/icons-material/Check';
import { Avatar, Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, Divider, IconButton, ListItemIcon, ListSubheader, Menu, MenuItem, Typography } from '@mui/material';
import { useState } from 'react';
import { useLocaleState, useLogout, useNotify, useRemoveFromStore, useStore, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { draftKey, draftKeys, dropDrafts } from '../ui/drafts';
import { problemText } from '../ui/MovesBar';
import { changeLanguage } from './authProvider';
import { LANGUAGES, type Language } from './i18n';
import { useMe } from './session';

const THEMES = ['light', 'dark', 'system'] as const;
const initials = (name: string) => name.split(/\s+/).filter(Boolean).map((part) => [...part][0]).slice(0, 2).join('').toUpperCase();

const Choice = ({ chosen, label, lang, onClick }: { chosen: boolean; label: string; lang?: string; onClick: () => void }) => (
  <MenuItem role="menuitemradio" aria-checked={chosen} onClick={onClick} lang={lang} dense>
    <ListItemIcon>{chosen && <CheckIcon fontSize="small" />}</ListItemIcon>
    {label}
  </MenuItem>
);

// Who I am and in which roles, my language (kept with the account, so mail follows it), light or dark, and out.
export const AccountMenu = () => {
  const translate = useTranslate();
  const { account, roles } = useMe();
  const [locale, setLocale] = useLocaleState();
  const [theme, setTheme] = useStore<string | undefined>('theme');
  const removeFromStore = useRemoveFromStore();
  const notify = useNotify();
  const logout = useLogout();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asking, setAsking] = useState(false); // something typed would go with me
  const titles = [...new Set(roles.map((role) => role.title?.[locale === 'nl' ? 'nl' : 'en'] ?? role.role))];

  const speak = (language: Language) => {
    setLocale(language);
    document.cookie = `polder-language=${language}; path=/; max-age=31536000; samesite=lax`;
    changeLanguage(language).catch((error: unknown) => notify(problemText(error), { type: 'warning' }));
  };
  const paint = (wanted: (typeof THEMES)[number]) => (wanted === 'system' ? removeFromStore('theme') : setTheme(wanted));

  const leave = () => {
    dropDrafts(draftKey());
    void logout();
  };

  return (
    <>
      <IconButton
        size="small" aria-haspopup="menu" aria-expanded={Boolean(anchor)} aria-label={translate('shell.account', { name: account.name })}
        data-tour="account" onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Avatar sx={{ width: 30, height: 30, fontSize: '0.8rem', fontWeight: 600, bgcolor: 'primary.main', color: 'primary.contrastText' }}>
          {initials(account.name)}
        </Avatar>
      </IconButton>
      <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)} slotProps={{ paper: { sx: { minWidth: 250, border: 1, borderColor: 'divider' } } }}>
        <Box component="li" role="presentation" sx={{ px: 2, pt: 0.5, pb: 1 }}>
          <Typography variant="body1" fontWeight={600}>{account.name}</Typography>
          {account.email && <Typography variant="body2" color="text.secondary">{account.email}</Typography>}
          {titles.length > 0 && <Typography variant="body2" color="text.secondary">{titles.join(', ')}</Typography>}
        </Box>
        <Divider component="li" role="presentation" />
        <ListSubheader sx={{ lineHeight: '32px', bgcolor: 'transparent' }} role="presentation">{translate('shell.language')}</ListSubheader>
        {LANGUAGES.map(({ locale: code, name }) => (
          <Choice key={code} chosen={code === locale} label={name} lang={code} onClick={() => speak(code as Language)} />
        ))}
        <ListSubheader sx={{ lineHeight: '32px', bgcolor: 'transparent' }} role="presentation">{translate('shell.theme.title')}</ListSubheader>
        {THEMES.map((name) => (
          <Choice key={name} chosen={name === (theme ?? 'system')} label={translate(`shell.theme.${name}`)} onClick={() => paint(name)} />
        ))}
        <Divider component="li" role="presentation" />
        <MenuItem dense component={RouterLink} to="/account" onClick={() => setAnchor(null)}>
          <ListItemIcon />
          {translate('identity.my_account')}
        </MenuItem>
        <MenuItem dense onClick={() => (draftKeys().length > 0 ? setAsking(true) : leave())}>
          <ListItemIcon />
          {translate('ra.auth.logout')}
        </MenuItem>
      </Menu>
      <Dialog open={asking} onClose={() => setAsking(false)} aria-labelledby="leave-title" maxWidth="xs">
        <DialogTitle id="leave-title">{translate('shell.leave.title')}</DialogTitle>
        <DialogContent><DialogContentText>{translate('shell.leave.text')}</DialogContentText></DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{translate('shell.leave.stay')}</Button>
          <Button variant="contained" onClick={leave}>{translate('shell.leave.go')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
};
