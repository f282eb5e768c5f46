// Say that two applications are one person's or not, and undo it.
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useRefresh } from 'react-admin';

import { request } from '../../app/http';

export const useJudge = () => {
  const notify = useNotify();
  const refresh = useRefresh();
  const client = useQueryClient();
  return async (path: string, body: object, version?: number) => {
    let refused = '';
    try {
      await request('POST', path, { body, version });
    } catch (error) {
      refused = (error as Error).message;
      notify(refused, { type: 'error', autoHideDuration: 8000 });
    }
    await Promise.all([client.invalidateQueries({ queryKey: ['same-person'] }), client.invalidateQueries({ queryKey: ['todo'] })]);
    refresh();
    return refused;
  };
};
