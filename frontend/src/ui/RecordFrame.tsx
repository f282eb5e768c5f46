import { Grid, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { type RaRecord, RecordContextProvider, ShowBase, useShowContext } from 'react-admin';

import { isAbsent, isUnreachable } from '../app/http';
import { ErrorPanel } from './ErrorPanel';
import { NotFound } from './NotFound';
import { PageHead, PageSkeleton } from './Page';

interface Props {
  title: (record: RaRecord) => string;
  above?: (record: RaRecord) => ReactNode;
  label?: (record: RaRecord) => ReactNode; // state
  below?: (record: RaRecord) => ReactNode; // kind, where, since when
  actions?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

// Asks for the whole record: a row that a list left behind in the cache lacks what belongs to it.
export const WHOLE = { whole: true };

export const saidOnThePage = () => undefined;

// A record's page as every domain shows it: what it is, what can be done, its facts, and what belongs to it.
export const RecordFrame = (props: Props) => (
  <ShowBase queryOptions={{ meta: WHOLE, onError: saidOnThePage, retry: (times, error) => isUnreachable(error) && times < 2 }}>
    <Frame {...props} />
  </ShowBase>
);

const Frame = ({ title, above, label, below, actions, aside, children }: Props) => {
  const { record, error, refetch } = useShowContext();
  // what is gone, or no longer mine to see, does not stay on the screen
  if (isAbsent(error)) return <NotFound />;
  if (error && !record) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!record) return <PageSkeleton />;
  return (
    <RecordContextProvider value={record}>
      <PageHead
        title={title(record)} above={above?.(record)} label={label?.(record)} below={below?.(record)}
        actions={actions && <Stack direction="row" gap={1} flexWrap="wrap">{actions}</Stack>}
      />
      {aside ? (
        <Grid container columnSpacing={2}>
          <Grid size={{ xs: 12, lg: 8 }}>{children}</Grid>
          <Grid size={{ xs: 12, lg: 4 }}>{aside}</Grid>
        </Grid>
      ) : (
        children
      )}
    </RecordContextProvider>
  );
};
