// Begin a letter to many; its page shows who gets what before anything goes out.
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router';

import { request } from '../../app/http';

export type Chosen = { application_ids: string[] } | { stage: string };

export const useMailing = () => {
  const notify = useNotify();
  const navigate = useNavigate();
  return async (vacancyId: string, chosen: Chosen) => {
    try {
      const { json } = await request<{ id: string }>('POST', '/mailings', { body: { vacancy_id: vacancyId, ...chosen }, key: crypto.randomUUID() });
      navigate(`/mailings/${json.id}/show`);
    } catch (error) {
      notify((error as Error).message, { type: 'error', autoHideDuration: 8000 });
    }
  };
};
