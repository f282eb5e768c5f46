import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type RaRecord, useEditContext, useResourceContext, useTranslate, useTranslateLabel } from 'react-admin';

import { dataProvider } from '../app/dataProvider';
import { ConflictDialog } from './ConflictDialog';
import { draftKey, keepDraft } from './drafts';
import { useFormats } from './format';

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const KEPT_BY_SERVER = new Set(['version', 'updated_at', 'moves']);

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const UNSAID = /^(id|position|version)$/;

// A value as a page writes it, by the name of its field: euros, days and moments, names for ids, lines for lists.
const useShown = () => {
  const translate = useTranslate();
  const client = useQueryClient();
  const { exact, date, moment, number } = useFormats();
  const named = (id: string) => {
    const found = client.getQueriesData<RaRecord | RaRecord[] | { data: RaRecord[] }>({}).flatMap(([, data]) => (data && 'data' in data ? data.data : data ?? []));
    return found.find((one) => one?.id === id && typeof one.name === 'string')?.name as string | undefined;
  };
  const shown = (value: unknown, name: string, of: Record<string, unknown> = {}): string => {
    if (value === null || value === undefined || value === '') return '';
    if (Array.isArray(value)) return value.map((one) => shown(one, name)).join('\n');
    if (typeof value === 'object') {
      return Object.entries(value).filter(([key]) => !UNSAID.test(key)).map(([key, one]) => shown(one, key)).filter(Boolean).join(' · ');
    }
    if (typeof value === 'boolean') return translate(`ra.boolean.${value}`);
    if (typeof value === 'number') return name.endsWith('_cents') ? exact(value) : number(value);
    const text = String(value);
    if (DAY.test(text)) return date(text);
    if (INSTANT.test(text)) return moment(text);
    if (!ID.test(text)) return translate(`${name}.${text}`, { _: translate(`operations.${name}.${text}`, { _: text }) }); // `kind.cv`, `state.draft`, `operations.language.nl`
    const beside = of[name.replace(/_id$/, '')]; // `employer` says who `employer_id` is
    return typeof beside === 'string' ? beside : named(text) ?? '…';
  };
  return shown;
};

// A form's version of the choice: what is chosen becomes the draft of a form on what stands now.
export const Conflict = ({ mine, onClose }: { mine: RaRecord; onClose: () => void }) => {
  const label = useTranslateLabel();
  const resource = useResourceContext() ?? '';
  const shown = useShown();
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
    name, label: String(label({ source: name, resource })), mine: shown(mine[name], name), theirs: shown(theirs[name], name, theirs), untouched: !typed.includes(name),
  }));
  return <ConflictDialog clashes={clashes} onChosen={goOn} onClose={onClose} />;
};
