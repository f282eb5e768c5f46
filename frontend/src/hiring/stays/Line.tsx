import { Box, Stack, Typography } from '@mui/material';

import { today, useFormats } from '../../ui/format';

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;

interface Bar { id: string; from: string; until: string; title: string; tone: 'strong' | 'soft' | 'grey' }
interface Mark { id: string; day: string; title: string; done: boolean }

// An appointment as a line: what is beside the work here below it, milestones on it, today marked. The list below it says the
// same in words.
export const Line = ({ from, until, bars, marks }: { from: string; until: string | null; bars: Bar[]; marks: Mark[] }) => {
  const { date } = useFormats();
  const first = at(from);
  const last = until ?? [...bars.map((bar) => bar.until), ...marks.map(({ day }) => day), `${Number(from.slice(0, 4)) + 4}${from.slice(4)}`].sort().at(-1)!;
  const days = Math.max(1, at(last) - first + 1);
  const place = (day: string) => `${Math.min(100, Math.max(0, ((at(day) - first) / days) * 100))}%`;
  const now = at(today());
  return (
    <Box aria-hidden sx={{ position: 'relative', mb: 1.5, mx: 1 }}>
      <Box sx={{ position: 'relative', height: 10, borderRadius: 1, bgcolor: 'action.selected' }}>
        {marks.map(({ id, day, title, done }) => (
          <Box
            key={id} title={title}
            sx={{ position: 'absolute', left: place(day), top: 0, width: 10, height: 10, ml: '-5px', transform: 'rotate(45deg)', border: 2, borderColor: 'primary.main', bgcolor: done ? 'primary.main' : 'background.paper' }}
          />
        ))}
      </Box>
      {bars.map(({ id, from: begins, until: ends, title, tone }) => (
        <Box key={id} sx={{ position: 'relative', height: 16, mt: 0.5 }}>
          <Box
            title={title}
            sx={{
              position: 'absolute', left: place(begins), width: `${((at(ends) - at(begins) + 1) / days) * 100}%`, minWidth: 4, height: 12, borderRadius: 1,
              bgcolor: tone === 'grey' ? 'text.disabled' : 'primary.main', opacity: tone === 'soft' ? 0.5 : 0.9,
            }}
          />
        </Box>
      ))}
      {now >= first && now < first + days && <Box sx={{ position: 'absolute', top: 0, bottom: 18, left: `${((now - first) / days) * 100}%`, borderLeft: 2, borderColor: 'warning.main' }} />}
      <Stack direction="row" justifyContent="space-between">
        <Typography variant="caption" color="text.secondary">{date(from)}</Typography>
        <Typography variant="caption" color="text.secondary">{until ? date(until) : '…'}</Typography>
      </Stack>
    </Box>
  );
};
