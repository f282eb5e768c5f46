import AddIcon from '@mui/icons-material/Add';
import { Box, Button, CardActionArea, Skeleton, Stack, type Theme, Typography, useMediaQuery } from '@mui/material';
import { type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';
import {
  ColumnsButton, DataTable, FilterButton, List, type RaRecord, type SortPayload, TopToolbar, useCreatePath,
  useListContext, useResourceContext, useTranslate,
} from 'react-admin';
import { Link } from 'react-router';

import { ErrorPanel } from './ErrorPanel';
import { PageHead } from './Page';
import { ExportMenu } from './parts';

interface Props {
  title: string;
  above?: ReactNode; // where this list belongs
  lead?: ReactNode;
  sort: SortPayload;
  filters: ReactElement[];
  empty: ReactElement; // teaches what comes here
  narrow: (record: RaRecord) => ReactNode; // how a row reads on a telephone
  children: ReactNode; // the table's columns
  create?: boolean;
  actions?: ReactNode;
  rowClick?: 'show' | false;
  hidden?: string[]; // columns that are there for who chooses them
  defaults?: Record<string, unknown>; // what is filtered until somebody chooses
  bulk?: ReactElement; // what can be done with rows that are ticked
}

// Nothing pushes the page wider than its window; numbers and moments of a record stay on one line.
const LAYOUT = {
  '& .RaListToolbar-root, & .RaList-actions': { mb: 1 },
  '& .RaList-main': { minWidth: 0 },
  '& .RaList-content': { overflowX: 'auto' },
  // what is done with ticked rows stands above them: raised out of the content it would be cut off
  '& .RaBulkActionsToolbar-toolbar.RaBulkActionsToolbar-toolbar': { position: 'static', transform: 'none' },
  '& td[class*="reference"], & td[class*="_at"], & td[class*="_on"], & td[class*="deadline"]': { whiteSpace: 'nowrap' },
};

// A list as every domain shows it: search and filters above, a table with hairlines, and lines to tap on a telephone.
// react-admin names the frame of a row's tick box, which no screen reader says: the name belongs to the box itself.
const Ticks = ({ children }: { children: ReactNode }) => {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const name = () => frame.current?.querySelectorAll('.select-item[aria-label], .select-all[aria-label]').forEach((tick) => {
      tick.querySelector('input')?.setAttribute('aria-label', tick.getAttribute('aria-label')!);
      tick.removeAttribute('aria-label');
    });
    name();
    const watch = new MutationObserver(name);
    watch.observe(frame.current!, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  return <div ref={frame}>{children}</div>;
};

export const ListFrame = ({ title, above, lead, sort, filters, empty, narrow, children, create = false, actions, rowClick = 'show', hidden, defaults, bulk }: Props) => {
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  return (
    <>
      <PageHead
        title={title} above={above} below={typeof lead === 'string' ? <Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{lead}</Typography> : lead}
        actions={
          <Stack direction="row" gap={1} flexWrap="wrap" alignItems="center">
            {actions}
            {create && <Create />}
          </Stack>
        }
      />
      <List
        title={false} sort={sort} filters={filters} filterDefaultValues={defaults} perPage={25} exporter={false} empty={empty} error={<Failed />}
        sx={LAYOUT}
        actions={
          <TopToolbar sx={{ alignItems: 'center' }}>
            <FilterButton />
            {!small && <ColumnsButton />}
            <ExportMenu />
          </TopToolbar>
        }
      >
        {small ? (
          <Lines narrow={narrow} link={rowClick === 'show'} />
        ) : (
          <Ticks>
            <DataTable bulkActionButtons={bulk ?? false} rowClick={rowClick} hiddenColumns={hidden}>
              {children}
            </DataTable>
          </Ticks>
        )}
      </List>
    </>
  );
};

// At the top on every width: a button that floats would lie over the lines of a telephone.
const Create = () => {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const path = useCreatePath();
  return (
    <Button variant="contained" size="small" startIcon={<AddIcon />} component={Link} to={path({ resource, type: 'create' })}>
      {translate('ra.action.create')}
    </Button>
  );
};

const Failed = () => {
  const { error, refetch } = useListContext();
  return <ErrorPanel error={error} onRetry={() => void refetch()} />;
};

const Lines = ({ narrow, link }: { narrow: Props['narrow']; link: boolean }) => {
  const { data, isPending } = useListContext();
  const resource = useResourceContext() ?? '';
  const path = useCreatePath();
  if (isPending) return <Stack sx={{ p: 2, gap: 1 }}>{[1, 2, 3, 4].map((line) => <Skeleton key={line} height={40} />)}</Stack>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {data?.map((record) => (
        <Box component="li" key={record.id} sx={{ borderBottom: 1, borderColor: 'divider' }}>
          {link ? (
            <CardActionArea component={Link} to={path({ resource, id: record.id, type: 'show' })} sx={{ px: 2, py: 1.25 }}>
              {narrow(record)}
            </CardActionArea>
          ) : (
            <Box sx={{ px: 2, py: 1.25 }}>{narrow(record)}</Box>
          )}
        </Box>
      ))}
    </Box>
  );
};
