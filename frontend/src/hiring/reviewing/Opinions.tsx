import { Box, Button, Stack, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import type { components } from '../../app/api-types';
import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { problemText, ReasonDialog } from '../../ui/MovesBar';
import { type Application, beingJudged, type Review } from '../types';

type Opinion = components['schemas']['OpinionOfReview'];

// Whether the other reviewers agree with a review. Who does not says why; their own review is theirs to have reopened.
const Opinions = ({ review, application, own }: { review: Review; application: Application; own: boolean }) => {
  const id = String(application.id);
  const translate = useTranslate();
  const notify = useNotify();
  const { short } = useFormats();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({ queryKey: ['review-opinions', id], queryFn: async () => (await request<Opinion[] | null>('GET', `/applications/${id}/review-opinions`)).json });
  const found = (data ?? []).filter(({ review_id }) => review_id === review.id);
  const mine = found.find((one) => one.mine && !one.lapsed_at);
  const say = async (agrees: boolean, reason = '') => {
    try {
      await request('PUT', `/reviews/${review.id}/opinion`, { body: { agrees, reason }, version: mine?.version });
      setAsking(false);
    } catch (error) {
      if (!agrees) return problemText(error);
      notify(problemText(error), { type: 'error' });
    } finally {
      void client.invalidateQueries({ queryKey: ['review-opinions', id] });
    }
    return '';
  };
  const may = !own && application.may_review && beingJudged(application);
  if (!may && found.length === 0) return null;
  return (
    <Box sx={{ my: 0.5 }}>
      {found.map((one) => (
        <Typography key={one.id} variant="body2" color={one.lapsed_at ? 'text.secondary' : undefined} sx={{ overflowWrap: 'anywhere' }}>
          <strong>{one.author}</strong> {translate(one.agrees ? 'reviewing.agrees' : 'reviewing.differs')}{one.reason && `: ${one.reason}`}
          {one.lapsed_at && ` (${translate('reviewing.before_reopening', { at: short(one.lapsed_at) })})`}
        </Typography>
      ))}
      {mine && !mine.agrees && <Typography variant="body2" color="text.secondary">{translate('reviewing.own_reopens')}</Typography>}
      {may && (
        <Stack direction="row" gap={1}>
          <Button size="small" aria-pressed={mine?.agrees === true} disabled={mine?.agrees === true} onClick={() => void say(true)}>{translate('reviewing.agree')}</Button>
          <Button size="small" aria-pressed={mine?.agrees === false} onClick={() => setAsking(true)}>{translate('reviewing.differ')}</Button>
        </Stack>
      )}
      {asking && <ReasonDialog title={translate('reviewing.differ_with', { name: review.reviewer })} onClose={(reason) => (reason ? say(false, reason) : setAsking(false))} />}
    </Box>
  );
};

export default Opinions;
