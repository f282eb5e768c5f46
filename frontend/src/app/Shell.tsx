import MenuIcon from '@mui/icons-material/Menu';
import { Box, Drawer, IconButton, LinearProgress, Link, type Theme, Typography } from '@mui/material';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useLoading, useTranslate } from 'react-admin';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

import { ErrorPanel } from '../ui/ErrorPanel';
import { PageSkeleton } from '../ui/Page';
import { AccountMenu } from './AccountMenu';
import { Find } from './Find';
import { useAllWords } from './i18n';
import { LostSession } from './LostSession';
import { useMe } from './session';
import { SideMenu } from './SideMenu';

const BAR = 52;
const WIDE = 216;

// A shadow at whichever end has more to scroll to: a cover that scrolls along hides it at the end itself.
const SCROLLS = ({ palette }: Theme) => {
  const ground = palette.background.default;
  return {
    background: `linear-gradient(${ground} 30%, transparent) top, linear-gradient(transparent, ${ground} 70%) bottom,
      linear-gradient(${palette.action.disabled}, transparent) top, linear-gradient(transparent, ${palette.action.disabled}) bottom`,
    backgroundSize: '100% 28px, 100% 28px, 100% 12px, 100% 12px',
    backgroundRepeat: 'no-repeat',
    backgroundAttachment: 'local, local, scroll, scroll',
  };
};

const Mark = () => (
  <Box component="svg" viewBox="0 0 24 24" aria-hidden sx={{ width: 22, height: 22, flex: 'none', color: 'primary.main' }}>
    <path fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" d="M3 7c3-2.4 6-2.4 9 0s6 2.4 9 0M3 12.5c3-2.4 6-2.4 9 0s6 2.4 9 0M3 18c3-2.4 6-2.4 9 0s6 2.4 9 0" />
  </Box>
);

const Bar = ({ onMenu }: { onMenu: () => void }) => {
  const translate = useTranslate();
  const { institute } = useMe();
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky', top: 0, zIndex: 20, height: BAR, display: 'flex', alignItems: 'center', gap: 1.5, px: { xs: 1, md: 2 },
        bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider',
      }}
    >
      <IconButton sx={{ display: { md: 'none' } }} aria-label={translate('ra.action.open_menu')} onClick={onMenu}><MenuIcon /></IconButton>
      <Link href="#/" underline="none" color="text.primary" sx={{ display: 'flex', alignItems: 'center', gap: 1.25, minWidth: 0, width: { md: WIDE - 16 } }}>
        <Mark />
        <Typography component="span" noWrap sx={{ fontWeight: 650, letterSpacing: '-0.01em' }}>{institute.name}</Typography>
      </Link>
      <Find />
      <Box sx={{ flex: 1 }} />
      <AccountMenu />
    </Box>
  );
};

const Demonstration = () => {
  const translate = useTranslate();
  return (
    <Box
      component="aside" aria-label={translate('shell.demonstration')}
      sx={{ px: 2, py: 0.4, fontSize: '0.83rem', textAlign: 'center', bgcolor: 'primary.main', color: 'primary.contrastText' }}
    >
      {translate('shell.demonstration')}{' '}
      <Link href="/sign-in" color="inherit">{translate('shell.demonstration_switch')}</Link>
    </Box>
  );
};

// Something is on its way for longer than a blink: a hairline, no spinner.
const Busy = () => {
  const loading = useLoading();
  return (
    <Box sx={{ height: 2, position: 'sticky', top: BAR, zIndex: 21 }} aria-hidden>
      {loading && <LinearProgress sx={{ height: 2, opacity: 0, animation: 'fade 200ms 300ms forwards', '@keyframes fade': { to: { opacity: 1 } } }} />}
    </Box>
  );
};

// Home speaks the first words; every other page any.
const Worded = ({ children }: { children: ReactNode }) => {
  useAllWords();
  return children;
};

// Another page is read from its top; back and forth return to where one was.
const useTop = (pathname: string) => {
  const how = useNavigationType();
  useEffect(() => {
    if (how !== NavigationType.Pop) window.scrollTo(0, 0);
  }, [pathname, how]);
};

export const Shell = ({ children }: { children: ReactNode }) => {
  const translate = useTranslate();
  const { demonstration } = useMe();
  const { pathname } = useLocation();
  const [menu, setMenu] = useState(false);
  useTop(pathname);
  return (
    <>
      <Link
        href="#main-content" onClick={(event) => { event.preventDefault(); document.getElementById('main-content')?.focus(); }}
        sx={{ position: 'fixed', left: 8, top: 8, transform: 'translateY(-300%)', zIndex: 2000, bgcolor: 'background.paper', px: 2, py: 1, '&:focus': { transform: 'none' } }}
      >
        {translate('ra.navigation.skip_nav')}
      </Link>
      {demonstration && <Demonstration />}
      <Bar onMenu={() => setMenu(true)} />
      <Busy />
      <Box sx={{ display: 'flex', alignItems: 'flex-start', minHeight: `calc(100vh - ${BAR}px)` }}>
        <Box
          sx={[{
            display: { xs: 'none', md: 'block' }, width: WIDE, flex: 'none', position: 'sticky', top: BAR,
            height: `calc(100vh - ${BAR + (demonstration ? 28 : 2)}px)`, overflowY: 'auto', borderRight: 1, borderColor: 'divider', // its end in sight
          }, SCROLLS]}
        >
          <SideMenu />
        </Box>
        <Drawer open={menu} onClose={() => setMenu(false)} sx={{ display: { md: 'none' } }} slotProps={{ paper: { sx: { width: 260 } } }}>
          {menu && <SideMenu onPick={() => setMenu(false)} />}
        </Drawer>
        <Box
          component="main" id="main-content" tabIndex={-1}
          sx={{ flex: 1, minWidth: 0, px: { xs: 2, md: 3.5 }, py: { xs: 2, md: 2.5 }, maxWidth: 1480, outline: 'none !important' }}
        >
          <ErrorBoundary resetKeys={[pathname]} fallbackRender={({ error, resetErrorBoundary }) => <ErrorPanel error={error} onRetry={resetErrorBoundary} />}>
            <Suspense fallback={<PageSkeleton />}>{pathname === '/' ? children : <Worded>{children}</Worded>}</Suspense>
          </ErrorBoundary>
        </Box>
      </Box>
      <LostSession />
    </>
  );
};
