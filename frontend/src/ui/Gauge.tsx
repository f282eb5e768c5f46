import { Box, useTheme } from '@mui/material';
import { useId } from 'react';

import { useFormats } from './format';
import { useWidth } from './Views';

export interface GaugeLine {
  label: string;
  cents: number;
  over?: number; // from here on it is more than it may be: hatched
}

interface Props {
  title: string; // the sentence that the picture tells
  lines: GaugeLine[];
  limit?: { label: string; cents: number };
}

const ROW = 50;
const BAR = 16;

// Amounts on one scale below each other, with the bound that they have: how far, and how much too far. What is too much
// is hatched, so that nothing is told by colour alone.
export const Gauge = ({ title, lines, limit }: Props) => {
  const { palette } = useTheme();
  const { exact, rough } = useFormats();
  const { frame, width } = useWidth();
  const hatch = useId();
  const most = Math.max(1, limit?.cents ?? 0, ...lines.map(({ cents }) => cents));
  const at = (cents: number) => (Math.max(0, cents) / most) * (width - 2);
  const bottom = lines.length * ROW;
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
          {lines.map(({ label, cents, over }, row) => {
            const y = row * ROW;
            const good = Math.min(cents, over ?? cents);
            return (
              <g key={label}>
                <text x={0} y={y + 15} fontSize={14} fontFamily="inherit" fill={palette.text.secondary}>{label}</text>
                <text x={width} y={y + 15} fontSize={14} fontFamily="inherit" fontWeight={600} textAnchor="end" fill={palette.text.primary}>{exact(cents)}</text>
                <rect x={0} y={y + 23} width={width} height={BAR} rx={3} fill={palette.action.hover} />
                <rect x={0} y={y + 23} width={at(good)} height={BAR} rx={3} fill={row === 0 ? palette.primary.main : palette.text.secondary} />
                {over !== undefined && cents > over && (
                  <rect x={at(over)} y={y + 23} width={Math.max(2, at(cents) - at(over))} height={BAR} fill={`url(#${hatch})`} stroke={palette.error.main} strokeWidth={1} />
                )}
              </g>
            );
          })}
          {limit && (
            <g>
              {lines.map(({ label }, row) => <line key={label} x1={limitAt} x2={limitAt} y1={row * ROW + 19} y2={row * ROW + 27 + BAR} stroke={palette.text.primary} strokeWidth={2} />)}
              <text x={limitAt} y={bottom + 14} fontSize={13} fontFamily="inherit" textAnchor={limitAt > width / 2 ? 'end' : 'start'} fill={palette.text.secondary}>
                {limit.label} {rough(limit.cents)}
              </text>
            </g>
          )}
        </svg>
      )}
    </Box>
  );
};
