import { CssBaseline, ThemeProvider, createTheme } from '@mui/material';
import { QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Admin, CustomRoutes, type I18nProvider, Resource } from 'react-admin';
import { Route } from 'react-router';

import { ownDrafts } from '../ui/drafts';
import { setZone } from '../ui/format';
import { Newest } from '../ui/Newest';
import { NotFound } from '../ui/NotFound';
import { authProvider } from './authProvider';
import { dataProvider, resourceOf } from './dataProvider';
import { domains } from './domains';
import { Home } from './Home';
import { isUnreachable, type Me, me, nameFields } from './http';
import { browserLanguage, i18nProvider } from './i18n';
import { SessionProvider } from './session';
import { Shell } from './Shell';
import { darkTheme, lightTheme } from './theme';
import { Unreachable } from './Unreachable';

const queries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (times, error) => isUnreachable(error) && times < 2,
        retryDelay: 800,
        refetchOnWindowFocus: false, // a half-read page does not change under the reader
      },
    },
  });

const Workbench = ({ who, words }: { who: Me; words: I18nProvider }) => {
  const client = useMemo(queries, []);
  return (
    <SessionProvider value={who}>
      <Admin
        authProvider={authProvider} dataProvider={dataProvider} i18nProvider={words} queryClient={client} requireAuth
        theme={lightTheme} darkTheme={darkTheme} layout={Shell} notification={Newest} dashboard={Home} catchAll={NotFound} disableTelemetry title={who.institute.name}
      >
        {domains.flatMap((domain) => domain.resources.map((resource) => <Resource key={resource.name} {...resource} />))}
        <CustomRoutes>
          {domains.flatMap((domain) => (domain.routes ?? []).map((route) => <Route key={route.path} {...route} />))}
        </CustomRoutes>
      </Admin>
    </SessionProvider>
  );
};

// A field as its page calls it, and in which row; a file that was sent needs no name. What has no words is left out
// where something beside it has: `[0].basics.email`.
const fieldsIn = ({ translate }: I18nProvider) => (path: string, field: string) => {
  const [first = '', second = ''] = path.slice(1).split(/[/?]/);
  const asked = (part: string) => [`${resourceOf(`${first}/${second}`)}.fields`, `${resourceOf(first)}.fields`].map((name) => `resources.${name}.${part}`);
  const said = (part: string) => {
    const row = /^\[?(\d+)\]?$/.exec(part);
    if (row) return translate('ui.row', { row: Number(row[1]) + 1 });
    return asked(part).map((key) => translate(key, { _: '' })).find(Boolean) ?? translate(`operations.field.${part}`, { _: '' });
  };
  return field === 'file' ? '' : field.split('.').map(said).filter(Boolean).join(', ') || field;
};

// Who works here is asked first: everything on the page depends on it, the language too.
export const App = () => {
  const [ready, setReady] = useState<{ who: Me; words: I18nProvider } | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    authProvider
      .checkAuth({})
      .then(me)
      .then(async (who) => {
        setZone(who.institute.zone);
        ownDrafts(who.account.id);
        const words = await i18nProvider(who.account.language ?? browserLanguage());
        nameFields(fieldsIn(words));
        setReady({ who, words });
      })
      .catch(() => setFailed(true));
  }, [attempt]);
  if (ready) return <Workbench {...ready} />;
  if (!failed) return null;
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return (
    <ThemeProvider theme={createTheme(dark ? darkTheme : lightTheme)}>
      <CssBaseline />
      <Unreachable
        language={browserLanguage()}
        onRetry={() => {
          setFailed(false);
          setAttempt(attempt + 1);
        }}
      />
    </ThemeProvider>
  );
};
