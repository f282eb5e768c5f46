// Keys that do something on the page of a reviewer, unless somebody types or a dialog is open.

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('textarea, select, [role="dialog"], [role="menu"], [role="tablist"]') !== null ||
    (target instanceof HTMLInputElement && target.type !== 'radio'));

// Listens until the answer is called.
export const onKeys = (keys: Record<string, (event: KeyboardEvent) => void>) => {
  const onKey = (event: KeyboardEvent) => {
    const radio = event.target instanceof HTMLInputElement && event.key.startsWith('Arrow'); // those move between its choices
    if (event.ctrlKey || event.metaKey || event.altKey || radio || typing(event.target)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
};

// The criteria of the form, in their order: each is a group of choices.
const groups = (form: Element) => [...form.querySelectorAll('fieldset')].filter((group) => group.querySelector('input[type="radio"][value="1"]'));

// Choose a score for the criterion in focus; for the first without one where none is.
export const score = (form: Element | null, value: string) => {
  if (!form) return;
  const all = groups(form);
  const here = all.find((group) => group.contains(document.activeElement)) ?? all.find((group) => !group.querySelector('input:checked'));
  const chosen = here?.querySelector<HTMLInputElement>(`input[type="radio"][value="${value}"]`);
  chosen?.click();
  chosen?.focus(); // from here, Tab leads to its reason
};

// Out of the form, so that the keys of the documents work again.
export const leave = (form: Element | null) => {
  if (document.activeElement instanceof HTMLElement && form?.contains(document.activeElement)) document.activeElement.blur();
};

// On to the next criterion, from the first.
export const toCriterion = (form: Element | null) => {
  if (!form) return;
  const all = groups(form);
  const next = all[(all.findIndex((group) => group.contains(document.activeElement)) + 1) % Math.max(all.length, 1)];
  next?.querySelector<HTMLInputElement>('input:checked, input[type="radio"]')?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};
