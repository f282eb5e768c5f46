import { Box, useTheme } from '@mui/material';
import { useId } from 'react';

import { useFormats } from './format';
import { useWidth } from './Views';

export interface GaugeLine {
  label: string;
  cents: number;
  over?: number; // from here on it is more than it may be: hatched
  aside?: boolean; // there to compare: thinner, below the others
}

interface Props {
  title: string; // the sentence that the picture tells
  lines: GaugeLine[];
  limit?: { label: string; cents: number };
  least?: number; // cents that the scale holds, whatever the lines are
}

const ROW = 50;
const BAR = 16;
const ASIDE = { row: 36, bar: 6 };
const FAR = 1.5; // a bound further away than this times the most would leave stubs of the rest

// Amounts on one scale below each other, with the bound that they have: how far, and how much too far. What is too much
// is hatched, so that nothing is told by colour alone. A bound far beyond all of it is a mark at the edge, with its number.
export const Gauge = ({ title, lines, limit, least = 0 }: Props) => {
  const { palette } = useTheme();
  const { exact, rough } = useFormats();
  const { frame, width } = useWidth();
  const hatch = useId();
  const longest = Math.max(1, least, ...lines.map(({ cents }) => cents));
  const beyond = Boolean(limit && limit.cents > longest * FAR);
  const most = Math.max(longest, beyond ? 0 : (limit?.cents ?? 0));
  const at = (cents: number) => (Math.max(0, cents) / most) * (width - 2);
  const tops = lines.map((_line, row) => lines.slice(0, row).reduce((sum, { aside }) => sum + (aside ? ASIDE.row : ROW), 0));
  const bottom = lines.reduce((sum, { aside }) => sum + (aside ? ASIDE.row : ROW), 0);
  const bar = ({ aside }: GaugeLine) => (aside ? ASIDE.bar : BAR);
  const limitAt = limit ? Math.min(at(limit.cents), width - 1) : 0;
  return (
    <Box ref={frame}>
      {width > 0 && (
        <svg width={width} height={bottom + (limit ? 24 : 4)} role="img" aria-label={title} style={{ display: 'block' }}>
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill={palette.background.paper} />
              <rect width="3" height="6" fill={palette.error.main} />
            </pattern>
          </defs>
          {lines.map((line, row) => {
            const { label, cents, over, aside } = line;
            const y = tops[row]!;
            const good = Math.min(cents, over ?? cents);
            return (
              <g key={label}>
                <text x={0} y={y + 15} fontSize={aside ? 13 : 14} fontFamily="inherit" fill={palette.text.secondary}>{label}</text>
                <text x={width} y={y + 15} fontSize={aside ? 13 : 14} fontFamily="inherit" fontWeight={aside ? 400 : 600} textAnchor="end" fill={palette.text.primary}>{exact(cents)}</text>
                <rect x={0} y={y + 23} width={width} height={bar(line)} rx={3} fill={palette.action.hover} />
                <rect x={0} y={y + 23} width={at(good)} height={bar(line)} rx={3} fillOpacity={aside ? 0.55 : 1} fill={row === 0 ? palette.primary.main : palette.text.secondary} />
                {over !== undefined && cents > over && (
                  <rect x={at(over)} y={y + 23} width={Math.max(2, at(cents) - at(over))} height={BAR} fill={`url(#${hatch})`} stroke={palette.error.main} strokeWidth={1} />
                )}
              </g>
            );
          })}
          {limit && (
            <g>
              {lines.map((line, row) => <line key={line.label} x1={limitAt} x2={limitAt} y1={tops[row]! + 19} y2={tops[row]! + 27 + bar(line)} stroke={palette.text.primary} strokeWidth={2} strokeDasharray={beyond ? '3 3' : undefined} />)}
              <text x={limitAt} y={bottom + 14} fontSize={13} fontFamily="inherit" textAnchor={limitAt > width / 2 ? 'end' : 'start'} fill={palette.text.secondary}>
                {limit.label} {rough(limit.cents)}{beyond && ' →'}
              </text>
            </g>
          )}
        </svg>
      )}
    </Box>
  );
};
