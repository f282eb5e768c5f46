import { Admin, Resource } from 'react-admin';

import { authProvider } from './authProvider';
import { dataProvider } from './dataProvider';
import { domains } from './domains';
import { browserLanguage, i18nProvider } from './i18n';
import { darkTheme, lightTheme } from './theme';

const words = i18nProvider(browserLanguage());

export const App = () => (
  <Admin
    authProvider={authProvider} dataProvider={dataProvider} i18nProvider={words} requireAuth
    theme={lightTheme} darkTheme={darkTheme} disableTelemetry title="Polder"
  >
    {domains.flatMap((domain) => domain.resources.map((resource) => <Resource key={resource.name} {...resource} />))}
  </Admin>
);
