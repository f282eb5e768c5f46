// Nothing typed is lost: a form keeps itself in this browser until it has been sent.

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

