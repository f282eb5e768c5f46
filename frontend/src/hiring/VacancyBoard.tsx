import { Link, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type RaRecord, useGetList, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { Board } from '../ui/Board';
import { ErrorPanel } from '../ui/ErrorPanel';
import { useFormats } from '../ui/format';
import { BOARD, type Vacancy } from './types';
import { useLetters } from './useLetters';

const MOST = 200;

// The applications of one vacancy by stage; dragging is moving.
export const VacancyBoard = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const client = useQueryClient();
  const { ago } = useFormats();
  const asks = useLetters();
  const { data, total, error, refetch } = useGetList('applications', {
    filter: { vacancy_id: vacancy.id, stage: BOARD }, sort: { field: 'sort_name', order: 'ASC' }, pagination: { page: 1, perPage: MOST },
  });
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {(total ?? 0) > MOST && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('hiring.board_most', { shown: MOST, total })}</Typography>}
      <Board
        resource="applications" column="stage" states={BOARD} records={data} title={(record) => record.name as string} asks={asks}
        onChanged={() => {
          void client.invalidateQueries({ queryKey: ['todo'] });
          refresh();
        }}
        card={(record: RaRecord) => (
          <>
            <Link component={RouterLink} to={`/applications/${record.id}/show`} color="text.primary" underline="hover" fontWeight={600} draggable={false} sx={{ overflowWrap: 'break-word' }}>
              {record.name}
            </Link>
            <Typography variant="body2" color="text.secondary">{ago(record.submitted_at)}</Typography>
          </>
        )}
      />
    </>
  );
};
