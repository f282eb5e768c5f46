// Nothing typed is lost: a form keeps itself in this browser until it has been sent.
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';

const read = (key: string) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, unknown> | null;
  } catch {
    return null;
  }
};

export const draftKey = (...parts: (string | number | undefined)[]) => `polder.draft.${parts.join('.')}`;
export const readDraft = read;
export const keepDraft = (key: string, values: unknown) => localStorage.setItem(key, JSON.stringify(values));
export const dropDraft = (key: string) => localStorage.removeItem(key);
export const dropDrafts = (prefix: string) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach(dropDraft);

// Inside a react-admin form: restores what was typed before, and keeps what is typed now.
export const Draft = ({ name }: { name: string }) => {
  const { watch, reset, getValues } = useFormContext();
  useEffect(() => {
    const kept = read(name);
    if (kept) reset({ ...getValues(), ...kept }, { keepDefaultValues: true });
  }, [name, reset, getValues]);
  useEffect(() => {
    const subscription = watch((values) => keepDraft(name, values));
    return () => subscription.unsubscribe();
  }, [name, watch]);
  return null;
};
