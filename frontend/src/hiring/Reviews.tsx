import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow, Tooltip, Typography } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';

import { dataProvider } from '../app/dataProvider';
import { useMay } from '../app/session';
import { useFormats } from '../ui/format';
import { problemText, ReasonDialog } from '../ui/MovesBar';
import { type Application, beingJudged, type Review } from './types';

const Opinions = lazy(() => import('./reviewing/Opinions'));

// What the committee thinks, as far as the asker may see it: others' reviews come only after one's own.
export const Reviews = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const { of, number } = useFormats();
  const { reviews, reviews_summary: summary, vacancy } = application;
  const means = new Map(summary?.means?.map(({ criterion_id, mean }) => [criterion_id, mean]));
  const score = (review: Review, id: string) => review.scores.find((one) => one.criterion_id === id);
  return (
    <>
      {summary && summary.asked > 0 && (
        <Typography variant="body2" color="text.secondary" gutterBottom>
          {translate('hiring.reviews_in', { received: summary.in, asked: summary.asked })}{' '}
          {!summary.means && translate(beingJudged(application) ? 'hiring.means_later' : 'hiring.means_never')}
        </Typography>
      )}
      {reviews.length > 0 && (
        <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={translate('hiring.scores')}>
          <Table size="small" sx={{ '& .MuiTableCell-root': { px: 0.75 } }}>
            <TableHead>
              <TableRow>
                <TableCell>{translate('hiring.criterion')}</TableCell>
                {summary?.means && <TableCell align="right">{translate('hiring.mean')}</TableCell>}
                {reviews.map((review) => <TableCell key={review.id} align="right">{review.reviewer}</TableCell>)}
              </TableRow>
            </TableHead>
            <TableBody>
              {vacancy.criteria.map((criterion) => (
                <TableRow key={criterion.id}>
                  <TableCell component="th" scope="row">{of(criterion, 'name')}</TableCell>
                  {summary?.means && <TableCell align="right" sx={{ fontWeight: 600 }}>{means.get(criterion.id) == null ? '–' : number(means.get(criterion.id)!)}</TableCell>}
                  {reviews.map((review) => <TableCell key={review.id} align="right">{score(review, criterion.id)?.score ?? '–'}</TableCell>)}
                </TableRow>
              ))}
              <TableRow>
                <TableCell component="th" scope="row">{translate('hiring.recommendation')}</TableCell>
                {summary?.means && <TableCell />}
                {reviews.map((review) => <TableCell key={review.id} align="right">{review.recommendation && translate(`hiring.recommend.${review.recommendation}`)}</TableCell>)}
              </TableRow>
            </TableBody>
          </Table>
        </Box>
      )}
      {reviews.map((review) => <Reasons key={review.id} review={review} application={application} />)}
    </>
  );
};

const Reasons = ({ review, application }: { review: Review; application: Application }) => {
  const translate = useTranslate();
  const may = useMay();
  const { of, short } = useFormats();
  const [reopening, setReopening] = useState(false);
  const notify = useNotify();
  const refresh = useRefresh();
  const why = beingJudged(application) ? '' : translate('hiring.review_late');
  const reopen = async (reason: string) => {
    try {
      await dataProvider.move('reviews', review.id, 'reopen', review.version, reason);
      setReopening(false);
    } catch (error) {
      return problemText(error);
    } finally {
      refresh();
    }
    return '';
  };
  return (
    <Box component="details" sx={{ mt: 1, '& summary': { cursor: 'pointer', py: 0.5 } }}>
      <summary>{translate('hiring.reasons_of', { name: review.reviewer })}</summary>
      {application.vacancy.criteria.map((criterion) => {
        const found = review.scores.find((one) => one.criterion_id === criterion.id);
        return (
          <Typography key={criterion.id} variant="body2" sx={{ my: 0.5, overflowWrap: 'anywhere' }}>
            <strong>{of(criterion, 'name')} {found?.score ?? translate('hiring.not_applicable')}</strong> {found?.reason}
          </Typography>
        );
      })}
      {review.note && <Typography variant="body2" sx={{ my: 0.5, fontStyle: 'italic', overflowWrap: 'anywhere' }}>{review.note}</Typography>}
      <Typography variant="caption" color="text.secondary">{short(review.submitted_at)}</Typography>
      <Suspense fallback={null}><Opinions review={review} application={application} own={review.id === application.my_review?.id} /></Suspense>
      {may('review.reopen') && (
        <Tooltip title={why} describeChild>
          <Button
            size="small" aria-disabled={why !== ''} sx={why ? { opacity: 0.55, cursor: 'help' } : undefined}
            onClick={() => (why ? notify(why, { type: 'info' }) : setReopening(true))}
          >
            {translate('hiring.reopen')}
          </Button>
        </Tooltip>
      )}
      {reopening && (
        <ReasonDialog
          title={translate('hiring.reopen_of', { name: review.reviewer })}
          onClose={(reason) => (reason ? reopen(reason) : setReopening(false))}
        />
      )}
    </Box>
  );
};
