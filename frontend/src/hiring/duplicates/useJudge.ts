// Say that two applications are one person's or not, and undo it.
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useRefresh } from 'react-admin';

import type { components } from '../../app/api-types';
import { request } from '../../app/http';

type Undone = components['schemas']['UndoneJudgement'];

export const useJudge = () => {
  const notify = useNotify();
  const refresh = useRefresh();
  const client = useQueryClient();
  return async (path: string, body: object, version?: number) => {
    let refused = '';
    try {
      const { json } = await request<Undone | null>('POST', path, { body, version });
      if (json?.interviews_lost) notify('duplicates.invite_anew', { type: 'warning', autoHideDuration: 12_000 });
      else if (json?.interviews_back) notify('duplicates.interview_back', { type: 'success' });
    } catch (error) {
      refused = (error as Error).message;
      notify(refused, { type: 'error', autoHideDuration: 8000 });
    }
    await Promise.all([client.invalidateQueries({ queryKey: ['same-person'] }), client.invalidateQueries({ queryKey: ['todo'] })]);
    refresh();
    return refused;
  };
};
