// Take applications along: noted first, then the browser fetches the ZIP.
import { useNotify } from 'react-admin';

import { API, currentLanguage, request } from '../../app/http';

export const useExport = () => {
  const notify = useNotify();
  return async (vacancyId: string, chosen: { application_ids: string[] } | { stage: string }) => {
    try {
      const { json } = await request<{ path: string }>('POST', '/application-exports', { body: { vacancy_id: vacancyId, ...chosen }, key: crypto.randomUUID() });
      window.location.assign(`${API}${json.path}?language=${currentLanguage()}`);
    } catch (error) {
      notify((error as Error).message, { type: 'error', autoHideDuration: 8000 });
    }
  };
};
