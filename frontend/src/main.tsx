import '@fontsource-variable/source-sans-3/wght.css';
import { createRoot } from 'react-dom/client';

import { App } from './app/App';
import { isSignedInPage, signedIn } from './app/signedIn';

if (isSignedInPage()) signedIn();
else createRoot(document.getElementById('root')!).render(<App />);
