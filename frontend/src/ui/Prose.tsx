import { Box, Link, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

// **bold**, *italic* and [words](https://…): nothing else, and never HTML.
const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/;

const inline = (text: string): ReactNode[] => {
  const found = INLINE.exec(text);
  if (!found) return [text];
  const [whole, bold, italic, words, url] = found;
  const mark = bold ? <strong key={found.index}>{inline(bold)}</strong>
    : italic ? <em key={found.index}>{inline(italic)}</em>
    : <Link key={found.index} href={url} target="_blank" rel="noopener noreferrer">{words}</Link>;
  return [text.slice(0, found.index), mark, ...inline(text.slice(found.index + whole.length))];
};

const Block = ({ text }: { text: string }) => {
  const lines = text.split('\n');
  const heading = /^#{1,4}\s+(.*)$/.exec(lines[0] ?? '');
  if (heading) {
    const rest = lines.slice(1).join('\n');
    return <><Typography variant="h3" component="h4" sx={{ mt: 2, mb: 0.5 }}>{inline(heading[1]!)}</Typography>{rest && <Block text={rest} />}</>;
  }
  if (lines.every((line) => /^[-*]\s+/.test(line))) {
    return <Box component="ul" sx={{ pl: 2.5, my: 0.5 }}>{lines.map((line, at) => <li key={at}>{inline(line.replace(/^[-*]\s+/, ''))}</li>)}</Box>;
  }
  return <Typography sx={{ whiteSpace: 'pre-line', mb: 1 }}>{inline(text)}</Typography>;
};

// A text as the public page shows it: paragraphs, headings, lists, emphasis, links.
export const Prose = ({ text, lang }: { text?: string | null; lang?: string }) => {
  const translate = useTranslate();
  const blocks = (text ?? '').replace(/\r/g, '').split(/\n\s*\n/).map((block) => block.trim()).filter(Boolean);
  if (blocks.length === 0) return <Typography color="text.secondary">{translate('ui.empty_text')}</Typography>;
  return <Box lang={lang} sx={{ maxWidth: '46em', overflowWrap: 'anywhere' }}>{blocks.map((block, at) => <Block key={at} text={block} />)}</Box>;
};
