import { Button, Link, Typography } from '@mui/material';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type RaRecord, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { dataProvider } from '../app/dataProvider';
import { Board } from '../ui/Board';
import { ErrorPanel } from '../ui/ErrorPanel';
import { useFormats } from '../ui/format';
import { BOARD, type Vacancy } from './types';
import { useLetters } from './useLetters';

const AT_ONCE = 50;
const MOST = 200; // of a column; beyond it the table is the better place

// The applications of one vacancy by stage, each column a page of its own; dragging is moving.
export const VacancyBoard = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const client = useQueryClient();
  const { ago, number } = useFormats();
  const asks = useLetters();
  const [shown, setShown] = useState<Record<string, number>>({});
  const columns = useQueries({
    queries: BOARD.map((stage) => ({
      queryKey: ['applications', 'board', vacancy.id, stage, shown[stage] ?? AT_ONCE],
      queryFn: () => dataProvider.getList<RaRecord>('applications', { filter: { vacancy_id: vacancy.id, stage }, sort: { field: 'sort_name', order: 'ASC' }, pagination: { page: 1, perPage: shown[stage] ?? AT_ONCE } }),
      placeholderData: (before: { data: RaRecord[]; total?: number } | undefined) => before,
    })),
  });
  const failed = columns.find(({ error, data }) => error && !data);
  if (failed) return <ErrorPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  const there = columns.every(({ data }) => data);
  const counts = Object.fromEntries(BOARD.map((stage, at) => [stage, columns[at]?.data?.total ?? 0]));
  return (
    <Board
      resource="applications" column="stage" states={BOARD} records={there ? columns.flatMap(({ data }) => data!.data) : undefined} counts={there ? counts : undefined}
      title={(record) => record.name as string} asks={asks}
      onChanged={() => {
        void client.invalidateQueries({ queryKey: ['todo'] });
        refresh();
      }}
      foot={(stage) => {
        const limit = shown[stage] ?? AT_ONCE;
        const more = (counts[stage] ?? 0) - limit;
        if (more <= 0) return null;
        if (limit >= MOST) return <Typography variant="body2" color="text.secondary" sx={{ p: 0.75 }}>{translate('hiring.board_rest', { smart_count: more, count: number(more) })}</Typography>;
        return <Button size="small" fullWidth onClick={() => setShown({ ...shown, [stage]: Math.min(MOST, limit * 2) })}>{translate('hiring.board_more', { count: number(Math.min(more, limit, MOST - limit)) })}</Button>;
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
  );
};
