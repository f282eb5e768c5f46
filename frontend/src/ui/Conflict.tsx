import { useEffect, useState } from 'react';
import { type RaRecord, useEditContext, useResourceContext, useTranslateLabel } from 'react-admin';

import { dataProvider } from '../app/dataProvider';
import { ConflictDialog } from './ConflictDialog';
import { draftKey, keepDraft } from './drafts';

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const KEPT_BY_SERVER = new Set(['version', 'updated_at', 'moves']);

// A form's version of the choice: what is chosen becomes the draft of a form on what stands now.
export const Conflict = ({ mine, onClose }: { mine: RaRecord; onClose: () => void }) => {
  const label = useTranslateLabel();
  const resource = useResourceContext() ?? '';
  const { record, refetch } = useEditContext();
  const [theirs, setTheirs] = useState<RaRecord | null>(null);
  useEffect(() => {
    void dataProvider.getOne(resource, { id: mine.id }).then(({ data }) => setTheirs(data));
  }, [resource, mine.id]);
  if (!record || !theirs) return null;
  const names = (of: RaRecord) => Object.keys(of).filter((name) => !KEPT_BY_SERVER.has(name) && !same(of[name], record[name]));
  const typed = names(mine);
  const changed = names(theirs);
  const goOn = (kept: Set<string>) => {
    const stands = typed.filter((name) => !changed.includes(name) || kept.has(name));
    keepDraft(draftKey(resource, theirs.id, theirs.version), Object.fromEntries(stands.map((name) => [name, mine[name]])));
    onClose();
    void refetch();
  };
  const clashes = changed.map((name) => ({
    name, label: String(label({ source: name, resource })), mine: name in mine ? mine[name] : record[name], theirs: theirs[name], untouched: !typed.includes(name),
  }));
  return <ConflictDialog clashes={clashes} onChosen={goOn} onClose={onClose} />;
};
