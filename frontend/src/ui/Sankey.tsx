import { Box, Link, Table, TableBody, TableCell, TableHead, TableRow, type Theme, Typography, useMediaQuery, useTheme } from '@mui/material';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from './format';
import { type FlowLink, type FlowNode, layout, LINE, NODE_WIDTH, type Placed, type Tone } from './sankey';
import { PictureOrTable } from './Views';

interface Props {
  title: string; // what the picture is called by a screen reader
  nodes: FlowNode[];
  links: FlowLink[];
}

const ROOM = 180; // right of the last column, for its words
const NARROWEST = 620; // below this the picture scrolls sideways
const SIZE = 13;
const MOST_LINES = 4; // of a name; what is longer than that is cut

// A text in lines that fit, in the browser's own measure.
const useLines = () => {
  const { typography } = useTheme();
  const pen = useMemo(() => document.createElement('canvas').getContext('2d'), []);
  return (text: string, room: number) => {
    if (!pen) return [text];
    pen.font = `${SIZE}px ${typography.fontFamily}`;
    const fits = (line: string) => pen.measureText(line).width <= room;
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = [lines.at(-1), word].filter(Boolean).join(' ');
      if (lines.length && (fits(longer) || lines.length === MOST_LINES)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.map((line) => {
      let kept = line;
      while (kept.length > 1 && !fits(kept === line ? line : `${kept}…`)) kept = kept.slice(0, -1).trimEnd();
      return kept === line ? line : `${kept}…`;
    });
  };
};

// What flows from where to where, as bands as wide as the amounts; the same as a table, one click away, and first on a
// telephone. What has not arrived is hatched: nothing is told by colour alone.
export const Sankey = (flows: Props) => <PictureOrTable wide picture={<Picture {...flows} />} table={<Rows {...flows} />} />;

const useTones = (): Record<Tone, string> => {
  const { palette } = useTheme();
  return { main: palette.primary.main, good: palette.success.main, wait: palette.text.secondary, lost: palette.error.main };
};

const Picture = ({ title, nodes, links }: Props) => {
  const { palette } = useTheme();
  const { rough, exact } = useFormats();
  const tones = useTones();
  const inLines = useLines();
  const hatch = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return undefined;
    const watching = new ResizeObserver(([entry]) => setWidth(Math.max(NARROWEST, Math.floor(entry!.contentRect.width))));
    watching.observe(frame.current);
    return () => watching.disconnect();
  }, []);
  const told = ({ label, room }: Placed) => inLines(label, room);
  const lines = new Map(layout(nodes, links, width, ROOM).placed.map((node) => [node.key, told(node).length]));
  const { placed, bands, height } = layout(nodes, links, width, ROOM, lines);
  const name = (key: string) => nodes.find((node) => node.key === key)?.label ?? key;
  return (
    <Box ref={frame} sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={title}>
      {width > 0 && (
        <svg width={width} height={height + 8} role="img" aria-label={`${title}: ${bands.map((band) => `${name(band.from)} → ${name(band.to)} ${exact(band.cents)}`).join('; ')}`}>
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill={palette.background.paper} />
              <rect width="2" height="6" fill={tones.wait} />
            </pattern>
          </defs>
          {bands.map((band) => (
            <path
              key={`${band.from} ${band.to}`} d={band.path} fill="none" strokeWidth={band.width} strokeOpacity={band.tone === 'wait' ? 0.4 : 0.26}
              stroke={band.tone === 'wait' ? `url(#${hatch})` : tones[band.tone]}
            >
              <title>{`${name(band.from)} → ${name(band.to)}: ${exact(band.cents)}`}</title>
            </path>
          ))}
          {placed.map((node) => ({ node, lines: told(node), left: node.x + NODE_WIDTH + 6 })).map(({ node, lines, left }) => (
            <g key={node.key}>
              <rect x={node.x} y={node.y} width={NODE_WIDTH} height={node.height} rx={Math.min(2, node.height / 2)} fill={tones[node.tone ?? 'main']} />
              <text
                y={node.y + node.height / 2 + 4.5 - (LINE * lines.length) / 2} fontSize={SIZE} fontFamily="inherit" fill={palette.text.primary}
                stroke={palette.background.paper} strokeWidth={5} strokeLinejoin="round" style={{ paintOrder: 'stroke' }}
              >
                <title>{node.label}</title>
                {lines.map((line, at) => <tspan key={at} x={left} dy={at && LINE}>{line}</tspan>)}
                <tspan x={left} dy={LINE} fill={palette.text.secondary} fontWeight={600}>{rough(node.cents)}</tspan>
              </text>
            </g>
          ))}
        </svg>
      )}
    </Box>
  );
};

const Rows = ({ title, nodes, links }: Props) => {
  const translate = useTranslate();
  const { exact } = useFormats();
  const tones = useTones();
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const at = new Map(nodes.map((node) => [node.key, node]));
  const most = Math.max(1, ...links.map(({ cents }) => cents));
  const word = (key: string) => {
    const node = at.get(key);
    return node?.to ? <Link component={RouterLink} to={node.to}>{node.label}</Link> : (node?.label ?? key);
  };
  return (
    <Table size="small" aria-label={title} sx={{ '& td, & th': { px: { xs: 0.5, sm: 2 }, '&:first-of-type': { pl: 0 }, '&:last-of-type': { pr: 0 } } }}>
      <TableHead>
        <TableRow>
          {small ? <TableCell>{translate('ui.flow_from')} → {translate('ui.flow_to')}</TableCell> : <><TableCell>{translate('ui.flow_from')}</TableCell><TableCell>{translate('ui.flow_to')}</TableCell></>}
          <TableCell align="right">{translate('ui.flow_amount')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {links.map((link) => (
          <TableRow key={`${link.from} ${link.to}`}>
            {small ? <TableCell>{word(link.from)} → {word(link.to)}</TableCell> : <><TableCell>{word(link.from)}</TableCell><TableCell>{word(link.to)}</TableCell></>}
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
              <Typography variant="body2">{exact(link.cents)}</Typography>
              <Box aria-hidden sx={{ ml: 'auto', mt: 0.5, height: 4, borderRadius: 2, width: `${(100 * link.cents) / most}%`, minWidth: 2, bgcolor: tones[at.get(link.to)?.tone ?? 'main'], opacity: 0.6 }} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
