// One way to talk to the server: session cookie, CSRF token, versions, and problems as errors.
import { HttpError } from 'react-admin';

export interface FieldProblem {
  field: string;
  problem: string;
  remedy: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors: FieldProblem[];
  request_id: string;
}

interface Role {
  id: string;
  role: string;
  title: { nl: string; en: string } | null;
  scope_kind: string | null;
  scope_id: string | null;
  scope?: { nl: string; en: string } | null;
  from: string;
  until: string | null;
}

export interface Me {
  account: { id: string; name: string; email: string | null; language: 'nl' | 'en' | null; person_id: string | null };
  roles: Role[];
  coming?: Role[]; // not begun yet
  permissions: string[];
  scoped: Record<string, string[]>;
  csrf: string;
  institute: { name: string; zone: string };
  demonstration: boolean;
  mail_server?: boolean;
}

export const API = '/api/v1';
let known: Promise<Me> | null = null;
let language: 'nl' | 'en' = 'en';

export const setLanguage = (wanted: 'nl' | 'en') => {
  language = wanted;
};
export const currentLanguage = () => language;

// Asked once per session; forgotten when the session ends.
export const me = (): Promise<Me> => {
  known ??= request<Me>('GET', '/me').then(({ json }) => json);
  known.catch(() => forgetMe());
  return known;
};

export const forgetMe = () => {
  known = null;
};

// A lost session keeps the page: this is called instead of leaving it, and resolves after signing in again.
let signInAgain: (() => Promise<void>) | null = null;
export const onLostSession = (handler: (() => Promise<void>) | null) => {
  signInAgain = handler;
};

export interface Options {
  body?: unknown;
  version?: number;
  form?: FormData;
  key?: string;
}

// All requests of a lost session wait for the same sign-in.
let lost: Promise<void> | null = null;
const signedInAgain = (ask: () => Promise<void>) => {
  lost ??= ask().finally(() => {
    lost = null;
  });
  return lost;
};

// A write that got no answer may have been done. The same write again carries the same key: it is not done twice.
const unanswered = new Map<string, string>();
const fingerprint = (method: string, path: string, { body, version }: Options) => JSON.stringify([method, path, body, version]);
const keyOf = (method: string, path: string, options: Options) => {
  if (options.form) return crypto.randomUUID(); // files have no fingerprint here
  const known = fingerprint(method, path, options);
  const key = unanswered.get(known) ?? crypto.randomUUID();
  unanswered.set(known, key);
  return key;
};

export async function request<T = unknown>(method: string, path: string, options: Options = {}): Promise<{ json: T; headers: Headers }> {
  if (lost && path !== '/me') await lost;
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language };
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = (await me()).csrf;
    headers['Idempotency-Key'] = options.key ??= keyOf(method, path, options);
  }
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  let body: BodyInit | undefined = options.form;
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }
  const response = await fetch(API + path, { method, headers, body, credentials: 'same-origin' }).catch(() => {
    throw new HttpError('ui.no_network', 0);
  });
  if (response.status < 500) unanswered.delete(fingerprint(method, path, options));
  if (response.status === 401 && signInAgain && path !== '/me') {
    forgetMe();
    await signedInAgain(signInAgain);
    return request<T>(method, path, options);
  }
  const json = await readable(response);
  if (!response.ok) throw asError(json as Problem, response.status, path);
  return { json: json as T, headers: response.headers };
}

// A proxy on the way may answer with a page of its own; that is no answer of ours.
async function readable(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError('ui.no_server', response.ok ? 502 : response.status);
  }
}

export const isUnreachable = (error: unknown) => [0, 502, 503, 504].includes((error as { status?: number } | null)?.status ?? -1);

// A record that is not there; one whose id is none (422 where nothing was sent but an address) is not either.
export const isAbsent = (error: unknown) => [404, 422].includes((error as { status?: number } | null)?.status ?? 0);

// What a page calls the field at this path: `criteria.2.name_nl` has a row. Known once there are words.
let fieldName = (_path: string, field: string) => field;
export const nameFields = (name: typeof fieldName) => {
  fieldName = name;
};

const LINES = 3;

function asError(problem: Problem, status: number, path: string): HttpError {
  const same = new Map<string, string[]>(); // the fields of which the same is said
  for (const { field, problem: what, remedy } of problem.errors ?? []) {
    const sentence = `${what} ${remedy}`;
    same.set(sentence, [...(same.get(sentence) ?? []), fieldName(path, field)]);
  }
  const lines = [...same].slice(0, LINES).map(([sentence, names]) => [[...new Set(names)].filter(Boolean).join(', '), sentence].filter(Boolean).join(': '));
  const unnamed = status === 422 && same.size > 0 && [...same.values()].flat().every((name) => name === ''); // "the fields named" are none
  const sentences = [...(unnamed ? [] : [problem.detail ?? `HTTP ${status}`]), ...lines];
  const fields: Record<string, string> = {};
  // a stale version names fields too, but they are not wrong: the dialog that shows both texts answers it
  for (const error of status === 412 ? [] : (problem.errors ?? [])) fields[error.field] = `${error.problem} ${error.remedy}`;
  return new HttpError(sentences.join(' '), status, { ...problem, errors: Object.keys(fields).length ? fields : undefined, problem });
}
