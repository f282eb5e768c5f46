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

export const useReview = (application: Application) => {
  const key = draftKey('review', application.id);
  const [values, setValues] = useState<Judgement>(() => (readDraft(key) as unknown as Judgement | null) ?? ofReview(application.my_review));
  const [saving, setSaving] = useState<Saving>('nothing');
  const [problem, setProblem] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<Review | null>(null); // what another window of mine saved meanwhile
  const review = useRef<{ id: string; version: number } | null>(application.my_review);
  const latest = useRef(values);
  const timer = useRef<number | undefined>(undefined);
  const going = useRef<Promise<boolean>>(Promise.resolve(true));

  // One save after the other: each carries the version that the one before left.
  const save = useCallback((): Promise<boolean> => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    going.current = going.current.then(async () => {
      const sent = latest.current;
      setSaving('saving');
      try {
        const { json } = await request<Review>('PUT', `/applications/${application.id}/review`, { body: body(sent), version: review.current?.version });
        review.current = { id: json.id, version: json.version };
        setSaving('saved');
        setProblem(null);
        const whole = Object.values(sent.scores).every(({ score }) => score !== undefined);
        if (latest.current === sent && whole) dropDraft(key);
        return true;
      } catch (error) {
        // stale, or saved first elsewhere: another window of mine holds something else
        if ([409, 412, 428].includes((error as { status?: number }).status ?? 0)) {
          const { json } = await request<Application>('GET', `/applications/${application.id}`);
          if (json.my_review?.state === 'draft' && json.my_review.version !== review.current?.version) setTheirs(json.my_review);
        }
        setProblem(error);
        setSaving(isUnreachable(error) ? 'unreachable' : 'refused');
        return false;
      }
    });
    return going.current;
  }, [application.id, key]);

  const change = useCallback((next: Judgement) => {
    latest.current = next;
    setValues(next);
    keepDraft(key, next);
    setSaving('typing');
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(), PAUSE);
  }, [key, save]);

  // Going on to the next application does not leave a thought behind.
  useEffect(() => () => {
    if (timer.current !== undefined) void save();
  }, [save]);

  const settle = (chosen: Judgement) => {
    review.current = theirs;
    setTheirs(null);
    change(chosen);
  };

  const submit = async () => {
    if (!(await save()) || !review.current) return false;
    try {
      await request('POST', `/reviews/${review.current.id}/moves/submit`, { body: { reason: null }, version: review.current.version });
      dropDraft(key);
      return true;
    } catch (error) {
      setProblem(error);
      setSaving(isUnreachable(error) ? 'unreachable' : 'refused');
      return false;
    }
  };

  return { values, change, saving, problem, save, submit, theirs, settle, leave: () => setTheirs(null) };
};
