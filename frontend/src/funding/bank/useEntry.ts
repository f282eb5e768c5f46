import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';

import { request } from '../../app/http';
import { problemText } from '../../ui/MovesBar';
import type { BankEntry } from './types';

// A proposal is nobody's work: above the limit one person confirms it, and another settles.
export const isProposal = ({ lines }: Pick<BankEntry, 'lines'>) => lines.length > 0 && lines.every(({ by_system }) => by_system);

// What is done to the lines of an entry as a whole: make the proposal one's own, or look again. What a person saved goes
// only after a question: `asking` is when to ask it.
export const useEntry = (entry: BankEntry | undefined) => {
  const notify = useNotify();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const post = async (what: string) => {
    setAsking(false);
    if (!entry) return;
    try {
      await request('POST', `/bank-entries/${entry.id}/${what}`, { body: {}, version: entry.version as number });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    refresh();
  };
  return {
    asking,
    confirm: () => void post('confirm'),
    look: () => (entry?.lines.some(({ by_system }) => !by_system) ? setAsking(true) : void post('propose')),
    discard: () => void post('propose?discard=true'),
    keep: () => setAsking(false),
  };
};
