// Nothing typed is lost: a form keeps itself in this browser until it has been sent. What somebody typed is theirs:
// another account at the same browser never gets it, and signing out removes it.

const BEFORE = 'polder.draft.'; // kept without a name: nobody can tell whose it was
let owner = '';
const names = (prefix: string) => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

// Said before any form is drawn.
export const ownDrafts = (account: string) => {
  owner = account;
  names(BEFORE).forEach(dropDraft);
};

const read = (key: string) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, unknown> | null;
  } catch {
    return null;
  }
};

export const draftKey = (...parts: (string | number | undefined)[]) => `polder.drafts.${[owner, ...parts].join('.')}`;
export const draftKeys = (...parts: string[]) => names(draftKey(...parts));
export const readDraft = read;
export const keepDraft = (key: string, values: unknown) => localStorage.setItem(key, JSON.stringify(values));
export const dropDraft = (key: string) => localStorage.removeItem(key);
export const dropDrafts = (prefix: string) => names(prefix).forEach(dropDraft);
