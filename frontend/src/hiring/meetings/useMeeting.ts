import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';

import { request } from '../../app/http';
import { useMe } from '../../app/session';
import { problemText } from '../../ui/MovesBar';
import type { Meeting } from './types';

// May this person plan and record meetings of this vacancy?
export const useRecords = (vacancy: string) => {
  const { permissions, scoped } = useMe();
  return permissions.includes('meeting.manage') || (scoped['meeting.manage'] ?? []).includes(vacancy);
};

// One write of a meeting at a time, at the version that is shown.
export const useWrite = (meeting: Meeting) => {
  const notify = useNotify();
  const refresh = useRefresh();
  const [waits, setWaits] = useState(false);
  const write = async (method: string, path: string, body: unknown, said?: string) => {
    setWaits(true);
    try {
      await request(method, `/meetings/${meeting.id}${path}`, { body, version: meeting.version });
      if (said) notify(said, { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
    setWaits(false);
  };
  return { write, waits };
};

// The agenda with one candidate moved a place; others whom a conflict hides keep theirs.
export const moved = (ids: string[], id: string, by: -1 | 1) => {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return ids;
  const next = [...ids];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
};
