// My review of one application. Kept in this browser at every keystroke, on the server a moment later.
import { useCallback, useEffect, useRef, useState } from 'react';

import { isUnreachable, request } from '../app/http';
import { draftKey, dropDraft, keepDraft, readDraft } from '../ui/drafts';
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

// The draft of this browser; none where it holds nothing but what was saved.
const draftOf = (key: string, saved: Judgement): Draft | null => {
  const draft = readDraft(key) as unknown as Draft | null;
  if (draft?.typed && differing(draft.typed, saved).size > 0) return draft;
  dropDraft(key);
  return null;
};

export const useReview = (application: Application, closed: boolean) => {
  const key = draftKey('review', application.id);
  const mine = application.my_review;
  const [draft] = useState(() => draftOf(key, ofReview(mine)));
  const older = !closed && draft !== null && mine !== null && draft.version !== mine.version;
  const [values, setValues] = useState<Judgement>(() => (closed ? null : draft?.typed) ?? ofReview(mine));
  const [saving, setSaving] = useState<Saving>('nothing');
  const [problem, setProblem] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<Review | null>(older ? mine : null); // what another window of mine saved meanwhile
  const [putOff, setPutOff] = useState(false); // the choice between the two
  const review = useRef(mine && { id: mine.id, version: older ? draft.version : mine.version });
  const base = useRef(older ? draft.base : ofReview(mine));
  const latest = useRef(values);
  const timer = useRef<number | undefined>(undefined);
  const going = useRef<Promise<boolean>>(Promise.resolve(true));

  const keep = useCallback(() => {
    keepDraft(key, { typed: latest.current, base: base.current, version: review.current?.version ?? null } satisfies Draft);
  }, [key]);

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
        setPutOff(false);
        const whole = Object.values(sent.scores).every(({ score }) => score !== undefined);
        if (latest.current === sent && whole) dropDraft(key);
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
            setTheirs(now);
          }
        }
        setProblem(error);
        setSaving(isUnreachable(error) ? 'unreachable' : 'refused');
        return false;
      }
    });
    return going.current;
  }, [application.id, key, keep]);

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
    review.current = theirs;
    base.current = ofReview(theirs);
    setTheirs(null);
    setPutOff(false);
    change(chosen);
  };

  const leave = () => {
    setTheirs(null);
    setPutOff(true);
  };

  const submit = async () => {
    if (!(await save()) || !review.current) return false;
    try {
      await request('POST', `/reviews/${review.current.id}/moves/submit`, { body: { reason: null }, version: review.current.version ?? undefined });
      dropDraft(key);
      return true;
    } catch (error) {
      setProblem(error);
      setSaving(isUnreachable(error) ? 'unreachable' : 'refused');
      return false;
    }
  };

  return { values, change, saving, problem, save, submit, theirs, base: base.current, settle, leave, putOff, unsaved: closed ? draft?.typed : undefined };
};
