// My review of one application. Kept in this browser at every keystroke, on the server a moment later.
import { useCallback, useEffect, useRef, useState } from 'react';

import { isUnreachable, request } from '../app/http';
import { draftKey, draftKeys, dropDraft, dropDrafts, keepDraft, readDraft } from '../ui/drafts';
import type { Application, Review } from './types';

export interface Judgement {
  scores: Record<string, { score?: number | null; reason: string }>; // a score that is null: not applicable; absent: not chosen yet
  recommendation: Review['recommendation'];
  note: string;
}

// What was typed, and what the server held when that began: another version of it is asked about, never overwritten.
interface Draft {
  typed: Judgement;
  base: Judgement;
  version: number | null; // none: nothing was saved yet
  at: number; // ms
}

// Something else of mine, to choose from: saved by another window, or typed in one and never saved.
export interface Other {
  judgement: Judgement;
  base: Judgement;
  saved?: { id: string; version: number }; // as the server holds the review
  draft?: string; // its key, where it was never saved
}

export type Saving = 'nothing' | 'typing' | 'saving' | 'saved' | 'unreachable' | 'refused';
const PAUSE = 1200;

export const ofReview = (review: Review | null): Judgement => ({
  scores: Object.fromEntries((review?.scores ?? []).map(({ criterion_id, score, reason }) => [criterion_id, { score, reason }])),
  recommendation: review?.recommendation ?? null,
  note: review?.note ?? '',
});

const body = ({ scores, recommendation, note }: Judgement) => ({
  scores: Object.entries(scores).filter(([, { score }]) => score !== undefined).map(([criterion_id, { score, reason }]) => ({ criterion_id, score, reason })),
  recommendation,
  note,
});

// The parts of a judgement in which two differ: criteria by their id, 'recommendation' and 'note'.
export const differing = (one: Judgement, other: Judgement) => {
  const part = ({ scores, recommendation, note }: Judgement, name: string) =>
    name === 'recommendation' ? recommendation : name === 'note' ? note : `${scores[name]?.score}: ${scores[name]?.reason ?? ''}`;
  const names = [...new Set([...Object.keys(one.scores), ...Object.keys(other.scores)]), 'recommendation', 'note'];
  return new Set(names.filter((name) => part(one, name) !== part(other, name)));
};

// What this browser keeps of an application, the newest first; what holds nothing but what was saved is dropped.
const draftsOf = (application: string, saved: Judgement) =>
  draftKeys('review', application).flatMap((key) => {
    const draft = readDraft(key) as unknown as Draft | null;
    if (draft?.typed && differing(draft.typed, saved).size > 0) return [{ ...draft, key }];
    dropDraft(key);
    return [];
  }).sort((one, other) => other.at - one.at);

export const useReview = (application: Application, closed: boolean) => {
  const [key] = useState(() => draftKey('review', application.id, crypto.randomUUID())); // each window keeps its own
  const mine = application.my_review;
  const [[draft, second]] = useState(() => draftsOf(String(application.id), ofReview(mine)));
  const older = !closed && draft !== undefined && mine !== null && draft.version !== mine.version;
  const [values, setValues] = useState<Judgement>(() => (closed ? null : draft?.typed) ?? ofReview(mine));
  const [saving, setSaving] = useState<Saving>('nothing');
  const [problem, setProblem] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<Other | null>(() => (
    older ? { judgement: ofReview(mine), base: ofReview(mine), saved: mine }
    : second && !closed && draft && differing(second.typed, draft.typed).size > 0 ? { judgement: second.typed, base: second.base, draft: second.key }
    : null
  ));
  const [putOff, setPutOff] = useState(false); // the choice between the two
  const review = useRef(mine && { id: mine.id, version: older ? draft.version : mine.version });
  const base = useRef(older ? draft.base : ofReview(mine));
  const latest = useRef(values);
  const timer = useRef<number | undefined>(undefined);
  const going = useRef<Promise<boolean>>(Promise.resolve(true));

  const keep = useCallback(() => {
    keepDraft(key, { typed: latest.current, base: base.current, version: review.current?.version ?? null, at: Date.now() } satisfies Draft);
    if (draft) dropDraft(draft.key);
  }, [key, draft]);

  const drop = useCallback(() => {
    dropDraft(key);
    if (draft) dropDraft(draft.key);
  }, [key, draft]);

  // One save after the other: each carries the version that the one before left.
  const save = useCallback((): Promise<boolean> => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    going.current = going.current.then(async () => {
      const sent = latest.current;
      const saved = (now: Review) => {
        review.current = { id: now.id, version: now.version };
        base.current = ofReview(now);
        setSaving('saved');
        setProblem(null);
        setTheirs((one) => (one?.draft ? one : null)); // what was put off has been answered
        const whole = Object.values(sent.scores).every(({ score }) => score !== undefined);
        if (latest.current === sent && whole) drop();
        else keep();
        return true;
      };
      setSaving('saving');
      try {
        const { json } = await request<Review>('PUT', `/applications/${application.id}/review`, { body: body(sent), version: review.current?.version ?? undefined });
        return saved(json);
      } catch (error) {
        // stale, or saved first elsewhere: another window of mine holds something else
        if ([409, 412, 428].includes((error as { status?: number }).status ?? 0)) {
          const { my_review: now } = (await request<Application>('GET', `/applications/${application.id}`)).json;
          if (now?.state === 'draft' && now.version !== review.current?.version) {
            if (differing(sent, ofReview(now)).size === 0) return saved(now); // it had arrived, its answer had not
            setTheirs({ judgement: ofReview(now), base: ofReview(now), saved: now });
          }
        }
        setProblem(error);
        setSaving(isUnreachable(error) ? 'unreachable' : 'refused');
        return false;
      }
    });
    return going.current;
  }, [application.id, drop, keep]);

  const change = useCallback((next: Judgement) => {
    latest.current = next;
    setValues(next);
    keep();
    setSaving('typing');
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(), PAUSE);
  }, [keep, save]);

  // Going on to the next application does not leave a thought behind.
  useEffect(() => () => {
    if (timer.current !== undefined) void save();
  }, [save]);

  const settle = (chosen: Judgement) => {
    if (!theirs) return;
    if (theirs.saved) {
      review.current = theirs.saved;
      base.current = theirs.base;
    }
    setTheirs(null);
    setPutOff(false);
    change(chosen); // kept, before the other is dropped
    if (theirs.draft) dropDraft(theirs.draft);
  };

  const submit = async () => {
    setPutOff(false);
    if (!(await save()) || !review.current) return false;
    try {
      await request('POST', `/reviews/${review.current.id}/moves/submit`, { body: { reason: null }, version: review.current.version ?? undefined });
      dropDrafts(draftKey('review', application.id));
      return true;
    } catch (error) {
      setProblem(error);
      setSaving(isUnreachable(error) ? 'unreachable' : 'refused');
      return false;
    }
  };

  return { values, change, saving, problem, save, submit, theirs, base: base.current, settle, putOff, setPutOff, unsaved: closed ? draft?.typed : undefined };
};
