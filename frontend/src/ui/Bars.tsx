import { Box, Typography, useTheme } from '@mui/material';
import { useEffect, useId } from 'react';

import { useFormats } from './format';
import { useWidth } from './Views';

interface Props {
  title: string; // what the picture is called by a screen reader
  series: string[]; // one or two: the first is filled, the second hatched
  groups: { label: string; cents: number[] }[];
}

const HEIGHT = 190;
const TOP = 8;
const LETTER = 7; // a figure of the scale's text is no wider
const BOTTOM = 24;
const GROUP_LEAST = 64;

// Where the scale ends: at or above the most, and half of it a number that one reads.
const top = (most: number) => {
  const unit = 10 ** Math.floor(Math.log10(most));
  return unit * [1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 10].find((times) => times * unit >= most)!;
};

// Amounts through time, side by side. The scale begins at nothing; it stays where it is when older amounts are scrolled to.
export const Bars = ({ title, series, groups }: Props) => {
  const { palette } = useTheme();
  const { exact, rough } = useFormats();
  const most = top(Math.max(1, ...groups.flatMap(({ cents }) => cents)));
  const scale = [0, most / 2, most].map((cents) => ({ cents, label: rough(cents) }));
  const left = 12 + LETTER * Math.max(...scale.map(({ label }) => label.length));
  const { frame, width } = useWidth(Math.min(groups.length * GROUP_LEAST, 4000));
  useEffect(() => {
    if (frame.current) frame.current.scrollLeft = frame.current.scrollWidth;
  }, [frame, width]);
  const hatch = useId();
  const floor = HEIGHT - BOTTOM;
  const y = (cents: number) => floor - (Math.max(0, cents) / most) * (floor - TOP);
  const step = groups.length ? Math.min(220, width / groups.length) : 0;
  const thick = Math.min(34, (step - 16) / series.length);
  const fill = (at: number) => (at === 0 ? palette.primary.main : `url(#${hatch})`);
  const told = groups.map(({ label, cents }) => `${label}: ${series.map((name, at) => `${name} ${exact(cents[at] ?? 0)}`).join(', ')}`);
  return (
    <Box>
      <Box aria-hidden sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', mb: 1 }}>
        {series.map((name, at) => (
          <Typography key={name} variant="body2" color="text.secondary" sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
            <svg width={14} height={14}><Hatch id={`${hatch}${at}`} /><rect width={14} height={14} rx={2} fill={at === 0 ? palette.primary.main : `url(#${hatch}${at})`} stroke={at === 0 ? 'none' : palette.text.secondary} /></svg>
            {name}
          </Typography>
        ))}
      </Box>
      <Box sx={{ display: 'flex' }}>
        <svg width={left} height={HEIGHT} aria-hidden style={{ flex: 'none' }}>
          {scale.map(({ cents, label }) => <text key={cents} x={left - 8} y={y(cents) + 4} fontSize={12} fontFamily="inherit" textAnchor="end" fill={palette.text.secondary}>{label}</text>)}
        </svg>
        <Box ref={frame} sx={{ overflowX: 'auto', flex: 1, minWidth: 0 }} tabIndex={0} role="group" aria-label={title}>
          {width > 0 && (
            <svg width={width} height={HEIGHT} role="img" aria-label={`${title}. ${told.join('; ')}`} style={{ display: 'block' }}>
              <Hatch id={hatch} />
              {scale.map(({ cents }) => <line key={cents} x1={0} x2={width} y1={y(cents)} y2={y(cents)} stroke={palette.divider} />)}
              {groups.map(({ label, cents }, group) => (
                <g key={label}>
                  {series.map((name, at) => (
                    <rect
                      key={name} x={group * step + 8 + at * thick} width={Math.max(2, thick - 3)} y={y(cents[at] ?? 0)} height={floor - y(cents[at] ?? 0)}
                      fill={fill(at)} stroke={at === 0 ? 'none' : palette.text.secondary} strokeWidth={1} rx={1.5}
                    >
                      <title>{`${label}: ${name} ${exact(cents[at] ?? 0)}`}</title>
                    </rect>
                  ))}
                  <text x={group * step + 8 + (thick * series.length) / 2} y={HEIGHT - 6} fontSize={12} fontFamily="inherit" textAnchor="middle" fill={palette.text.secondary}>{label}</text>
                </g>
              ))}
            </svg>
          )}
        </Box>
      </Box>
    </Box>
  );
};

const Hatch = ({ id }: { id: string }) => {
  const { palette } = useTheme();
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill={palette.background.paper} />
        <rect width="2" height="5" fill={palette.text.secondary} />
      </pattern>
    </defs>
  );
};
