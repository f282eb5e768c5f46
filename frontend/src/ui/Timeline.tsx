import { Box, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useRecordContext, useTranslate } from 'react-admin';

import { pathOf } from '../app/dataProvider';
import { request } from '../app/http';
import { useFormats } from './format';
import { bySystem, nobody, useDone } from './who';

interface Line {
  at: string;
  who: { name: string } | null;
  move: string;
  to: string;
  reason: string | null;
}

// What happened around a record besides its own moves: who did it (nobody: it came about), in words, and why.
interface More {
  at: string;
  who: string | null;
  said: string;
  reason?: string | null;
}

// Who did what, when and why, in sentences.
export const Timeline = ({ resource, more = [] }: { resource: string; more?: More[] }) => {
  const record = useRecordContext();
  const translate = useTranslate();
  const done = useDone();
  const { short } = useFormats();
  const { data } = useQuery({
    queryKey: [resource, 'timeline', record?.id, record?.version],
    queryFn: () => request<{ data: Line[] }>('GET', `${pathOf(resource)}/${record!.id}/timeline`).then(({ json }) => json.data),
    enabled: Boolean(record),
  });
  const moves = (data ?? []).map(({ at, who, move, reason }) => ({ at, who: (!bySystem(resource, move) && who?.name) || translate(nobody(resource, move)), said: done(resource, move), reason }));
  const lines = [...moves, ...more.map((line) => ({ reason: null, ...line }))].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <Box component="section" aria-labelledby="timeline-title">
      <Typography variant="h3" id="timeline-title" gutterBottom>{translate('ui.timeline')}</Typography>
      {!data && <Skeleton height={80} />}
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {lines.map((line) => (
          <Box component="li" key={line.at + line.said} sx={{ borderLeft: 1, borderColor: 'divider', pl: 1.5, pb: 1.5 }}>
            <Typography variant="body2">{line.who && <strong>{line.who} </strong>}{line.said}</Typography>
            {line.reason && <Typography variant="body2" sx={{ fontStyle: 'italic' }}>“{line.reason}”</Typography>}
            <Typography variant="caption" color="text.secondary">{short(line.at)}</Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
};
