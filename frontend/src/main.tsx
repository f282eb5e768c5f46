import '@fontsource-variable/source-sans-3/wght.css';
import { createRoot } from 'react-dom/client';

import { App } from './app/App';
import { isSignedInPage, signedIn } from './app/signedIn';

// A newer Polder was installed while this page stood open: its parts have new names. Loading it anew finds them, and
// drafts keep themselves; at most once a minute, and only when the server answers.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('polder.reloaded') ?? 0);
  if (Date.now() - last < 60_000) return;
  void fetch('/admin/', { cache: 'no-store' }).then((answer) => {
    if (!answer.ok) return;
    sessionStorage.setItem('polder.reloaded', String(Date.now()));
    window.location.reload();
  }, () => undefined);
});

if (isSignedInPage()) signedIn();
else createRoot(document.getElementById('root')!).render(<App />);
