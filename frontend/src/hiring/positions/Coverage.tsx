import { Alert, Box, Table, TableBody, TableCell, TableHead, TableRow, Typography, useTheme } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';

import { useShare } from '../../funding/matching/measures';
import { useFormats } from '../../ui/format';
import { PictureOrTable, useWidth } from '../../ui/Views';
import { missingCents, type Source, sourcesOf, stretches, useMonths } from './months';
import { type Position, WHOLE_BP } from './types';

const HEIGHT = 168;
const TOP = 8;
const BOTTOM = 26;
const LEFT = 44;
const LEAST = 7; // pixels a month
// Told apart without seeing colour too: by lightness, and by the order of the legend (Okabe and Ito).
const COLOURS = ['#0072b2', '#e69f00', '#56b4e9', '#009e73', '#cc79a7', '#d55e00', '#f0e442', '#8a8f8d'];
const colour = (place: number) => COLOURS[place % COLOURS.length]!;

// Month by month: what pays, and what nothing pays. As a picture, and as a table of months that are paid alike.
export const Coverage = ({ position }: { position: Position }) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const months = useMonths();
  const share = useShare();
  const gaps = stretches(position.coverage).filter(({ missing_bp }) => missing_bp > 0);
  const open = gaps.filter(({ accepted }) => !accepted);
  const sources = sourcesOf(position.lines.filter(({ pays }) => pays), (number) => translate('positions.source', { number }));
  const said = (some: typeof gaps) => some.map(({ first, last, missing_bp }) => `${months.span(first, last)}${missing_bp < WHOLE_BP ? ` (${share(missing_bp)})` : ''}`).join(', ');
  return (
    <>
      {gaps.length === 0 && <Alert severity="success" variant="outlined" sx={{ mb: 2 }}>{translate('positions.covered')}</Alert>}
      {open.length > 0 && <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('positions.gap', { months: said(open), amount: exact(open.reduce((sum, gap) => sum + missingCents(position, gap), 0)) })}</Alert>}
      {gaps.length > 0 && open.length === 0 && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('positions.gap_accepted', { months: said(gaps), amount: exact(position.missing_cents) })}</Alert>}
      <PictureOrTable picture={<Picture position={position} sources={sources} />} table={<Stretches position={position} sources={sources} />} />
    </>
  );
};

const partOf = (source: Source, lines: { line_id: string; part_bp: number }[]) => lines.filter(({ line_id }) => source.lines.has(line_id)).reduce((sum, { part_bp }) => sum + part_bp, 0);

const Picture = ({ position, sources }: { position: Position; sources: Source[] }) => {
  const translate = useTranslate();
  const { palette } = useTheme();
  const months = useMonths();
  const share = useShare();
  const hatch = useId();
  const { coverage } = position;
  const { frame, width } = useWidth(coverage.length * LEAST);
  const floor = HEIGHT - BOTTOM;
  const high = (bp: number) => (bp / WHOLE_BP) * (floor - TOP);
  const step = coverage.length ? width / coverage.length : 0;
  const thick = Math.max(2, Math.min(28, step - (step > 12 ? 3 : 1)));
  const told = stretches(coverage).map(({ first, last, lines, missing_bp }) => {
    const paid = sources.map((source) => ({ name: source.name, bp: partOf(source, lines) })).filter(({ bp }) => bp > 0).map(({ name, bp }) => `${name} ${share(bp)}`);
    return `${months.span(first, last)}: ${[...paid, ...(missing_bp ? [`${translate('positions.missing')} ${share(missing_bp)}`] : [])].join(', ')}`;
  });
  const years = coverage.flatMap(({ month }, at) => (at === 0 || month.slice(5, 7) === '01' ? [{ at, year: month.slice(0, 4) }] : []));
  return (
    <Box>
      <Box aria-hidden sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', mb: 1 }}>
        {sources.map(({ key, name }, place) => <Legend key={key} name={name} fill={colour(place)} />)}
        {coverage.some(({ missing_bp }) => missing_bp > 0) && <Legend name={translate('positions.missing')} fill={`url(#${hatch}l)`} hatch={`${hatch}l`} />}
      </Box>
      <Box sx={{ display: 'flex' }}>
        <svg width={LEFT} height={HEIGHT} aria-hidden style={{ flex: 'none' }}>
          {[0, 5_000, WHOLE_BP].map((bp) => <text key={bp} x={LEFT - 8} y={floor - high(bp) + 4} fontSize={12} fontFamily="inherit" textAnchor="end" fill={palette.text.secondary}>{share(bp)}</text>)}
        </svg>
        <Box ref={frame} sx={{ overflowX: 'auto', flex: 1, minWidth: 0 }} tabIndex={0} role="group" aria-label={translate('positions.coverage')}>
          {width > 0 && (
            <svg width={width} height={HEIGHT} role="img" aria-label={`${translate('positions.coverage')}. ${told.join('; ')}`} style={{ display: 'block' }}>
              <Hatch id={hatch} />
              {[0, 5_000, WHOLE_BP].map((bp) => <line key={bp} x1={0} x2={width} y1={floor - high(bp)} y2={floor - high(bp)} stroke={palette.divider} />)}
              {coverage.map(({ month, lines, missing_bp, covered_bp }, at) => {
                let below = 0;
                return (
                  <g key={month}>
                    <title>{`${months.name(month)}: ${share(covered_bp)}`}</title>
                    {sources.map((source, place) => {
                      const bp = partOf(source, lines);
                      if (bp === 0) return null;
                      below += bp;
                      return <rect key={source.key} x={at * step} width={thick} y={floor - high(below)} height={high(bp)} fill={colour(place)} stroke={palette.background.paper} strokeWidth={0.5} />;
                    })}
                    {missing_bp > 0 && <rect x={at * step + 0.5} width={thick - 1} y={TOP} height={high(missing_bp)} fill={`url(#${hatch})`} stroke={palette.error.main} strokeWidth={1} />}
                  </g>
                );
              })}
              {years.map(({ at, year }, place) => (years[place + 1]?.at ?? Infinity) - at < 5 ? null : (
                <g key={year}>
                  <line x1={at * step} x2={at * step} y1={floor} y2={floor + 5} stroke={palette.text.secondary} />
                  <text x={at * step + 3} y={HEIGHT - 8} fontSize={12} fontFamily="inherit" fill={palette.text.secondary}>{year}</text>
                </g>
              ))}
            </svg>
          )}
        </Box>
      </Box>
    </Box>
  );
};

const Legend = ({ name, fill, hatch }: { name: string; fill: string; hatch?: string }) => {
  const { palette } = useTheme();
  return (
    <Typography variant="body2" color="text.secondary" sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
      <svg width={14} height={14}>{hatch && <Hatch id={hatch} />}<rect x={0.5} y={0.5} width={13} height={13} rx={2} fill={fill} stroke={hatch ? palette.error.main : 'none'} /></svg>
      {name}
    </Typography>
  );
};

const Hatch = ({ id }: { id: string }) => {
  const { palette } = useTheme();
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill={palette.background.paper} />
        <rect width="1.6" height="5" fill={palette.error.main} />
      </pattern>
    </defs>
  );
};

const Stretches = ({ position, sources }: { position: Position; sources: Source[] }) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const months = useMonths();
  const share = useShare();
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={translate('positions.coverage')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('positions.months')}</TableCell>
            <TableCell>{translate('positions.paid_by')}</TableCell>
            <TableCell align="right">{translate('positions.missing')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {stretches(position.coverage).map((stretch) => (
            <TableRow key={stretch.first}>
              <TableCell>{months.span(stretch.first, stretch.last)}</TableCell>
              <TableCell>
                {sources.map((source) => ({ source, bp: partOf(source, stretch.lines) })).filter(({ bp }) => bp > 0).map(({ source, bp }) => <div key={source.key}>{source.name} {share(bp)}</div>)}
              </TableCell>
              <TableCell align="right" sx={{ color: stretch.missing_bp && !stretch.accepted ? 'error.main' : undefined, whiteSpace: 'nowrap' }}>
                {stretch.missing_bp ? <>{share(stretch.missing_bp)}<br />{exact(missingCents(position, stretch))}{stretch.accepted && <><br />{translate('positions.accepted')}</>}</> : '–'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
};
