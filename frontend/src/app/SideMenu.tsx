import HomeIcon from '@mui/icons-material/HomeOutlined';
import { Box, Divider, List, ListItem, ListItemButton, ListItemIcon, ListItemText } from '@mui/material';
import type { ComponentType } from 'react';
import { useTranslate } from 'react-admin';
import { NavLink, useLocation } from 'react-router';

import { domains } from './domains';
import { useMay, useMe } from './session';

const Entry = ({ to, label, icon: Icon, onPick }: { to: string; label: string; icon: ComponentType; onPick?: () => void }) => {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const here = to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);
  return (
    <ListItem disablePadding>
      <ListItemButton
        component={NavLink} to={to} selected={here} aria-current={here ? 'page' : undefined} onClick={onPick} data-tour={to}
        sx={{ borderRadius: 2, minHeight: { xs: 40, md: 33 }, py: 0.25, px: 1.25, mb: '1px', color: here ? 'text.primary' : 'text.secondary' }}
      >
        <ListItemIcon sx={{ minWidth: 32, color: 'inherit', '& svg': { fontSize: 20 } }} aria-hidden><Icon /></ListItemIcon>
        <ListItemText primary={translate(label)} sx={{ my: 0.25 }} slotProps={{ primary: { sx: { fontSize: '0.94rem', fontWeight: here ? 600 : 450 } } }} />
      </ListItemButton>
    </ListItem>
  );
};

// Only what somebody's roles open; what a role does not give is not shown greyed, it is not there.
export const SideMenu = ({ onPick }: { onPick?: () => void }) => {
  const translate = useTranslate();
  const may = useMay();
  const me = useMe();
  // whoever is here for something of their own meets what is theirs, not what everybody may see
  const opens = domains.some(({ home }) => home?.when(me)) ? (...needed: string[]) => needed.some((name) => name in me.scoped) : may;
  const groups = domains.map((domain) => domain.menu.filter((entry) => opens(...entry.needs) && !entry.unless?.(me))).filter((entries) => entries.length > 0);
  return (
    <Box component="nav" aria-label={translate('shell.menu')} sx={{ p: 1.25 }}>
      <List disablePadding><Entry to="/" label="shell.home" icon={HomeIcon} onPick={onPick} /></List>
      {groups.map((entries) => (
        <List key={entries[0]!.to} disablePadding>
          <Divider component="li" aria-hidden sx={{ my: 0.75, mx: 1.25 }} />
          {entries.map((entry) => <Entry key={entry.to} {...entry} onPick={onPick} />)}
        </List>
      ))}
    </Box>
  );
};
