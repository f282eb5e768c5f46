import { useNotify, useRefresh } from 'react-admin';

import { request } from '../app/http';
import { problemText } from '../ui/MovesBar';

// One act on the server, said afterwards; a refusal says why and changes nothing.
export const useDo = () => {
  const notify = useNotify();
  const refresh = useRefresh();
  return async (path: string, done: string, version?: number) => {
    try {
      await request('POST', path, { version });
      notify(done, { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
  };
};
