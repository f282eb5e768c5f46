import { Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

// A CV in JSON Resume form, as a stranger sent it: anything may be missing, or of another shape.
type Item = Record<string, unknown>;
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');
const items = (value: unknown): Item[] => (Array.isArray(value) ? value.filter((item): item is Item => typeof item === 'object' && item !== null) : []);
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter(Boolean) : []);
const first = (item: Item, ...names: string[]) => names.map((name) => text(item[name])).find(Boolean) ?? '';

const SECTIONS = ['work', 'education', 'publications', 'projects', 'awards', 'certificates', 'volunteer'] as const;
const LISTS = ['skills', 'languages', 'interests'] as const;

const Outward = ({ url }: { url: string }) =>
  /^https?:\/\//.test(url) ? <Link href={url} target="_blank" rel="noopener noreferrer">{url.replace(/^https?:\/\/(www\.)?/, '')}</Link> : null;

const dated = (item: Item) => first(item, 'startDate', 'releaseDate', 'date', 'endDate') !== '';

const Entry = ({ item, dates }: { item: Item; dates: boolean }) => {
  const main = first(item, 'position', 'studyType', 'title', 'name');
  const at = first(item, 'institution', 'organization', 'company', 'publisher', 'awarder', 'issuer', 'entity');
  const name = item.position ? first(item, 'name') : '';
  const area = first(item, 'area');
  const from = first(item, 'startDate', 'releaseDate', 'date');
  const until = first(item, 'endDate');
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: dates ? '8.5rem 1fr' : '1fr' }, columnGap: 2, py: 0.75 }}>
      {dates && <Typography variant="body2" color="text.secondary">{[from, until].filter(Boolean).join(' – ')}</Typography>}
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2">
          <strong>{[main, area].filter(Boolean).join(', ')}</strong>{(at || name) && ` · ${[name, at].filter(Boolean).join(', ')}`}
        </Typography>
        {first(item, 'summary', 'description') && <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>{first(item, 'summary', 'description')}</Typography>}
        {strings(item.highlights).length > 0 && (
          <Box component="ul" sx={{ m: 0, pl: 2 }}>{strings(item.highlights).map((line, at) => <Typography key={at} component="li" variant="body2">{line}</Typography>)}</Box>
        )}
        <Typography variant="body2"><Outward url={first(item, 'url', 'website')} /></Typography>
      </Box>
    </Box>
  );
};

// Whether it tells anything beside the name and what stands elsewhere.
export const tells = (cv: Record<string, unknown>, without: string) => {
  const basics = (typeof cv.basics === 'object' && cv.basics !== null && !Array.isArray(cv.basics) ? cv.basics : {}) as Item;
  const own = ['label', 'location', 'url', 'website'].some((name) => basics[name]) || items(basics.profiles).length > 0;
  return own || ![without.trim(), ''].includes(text(basics.summary)) || [...SECTIONS, ...LISTS].some((name) => items(cv[name]).length > 0);
};

export const Resume = ({ cv, without }: { cv: Record<string, unknown>; without: string }) => {
  const translate = useTranslate();
  const basics = (typeof cv.basics === 'object' && cv.basics !== null && !Array.isArray(cv.basics) ? cv.basics : {}) as Item;
  const place = (typeof basics.location === 'object' && basics.location !== null ? basics.location : {}) as Item;
  const summary = text(basics.summary);
  return (
    <>
      <Typography variant="body2" color="text.secondary" gutterBottom>
        {[text(basics.label), first(place, 'city'), first(place, 'countryCode')].filter(Boolean).join(' · ')}
      </Typography>
      {summary && summary !== without.trim() && <Typography variant="body2" sx={{ whiteSpace: 'pre-line', mb: 1 }}>{summary}</Typography>}
      <Typography variant="body2" component="div">
        {[text(basics.url), text(basics.website), ...items(basics.profiles).map((profile) => text(profile.url))].filter(Boolean).map((url, at) => <Box key={at}><Outward url={url} /></Box>)}
      </Typography>
      {SECTIONS.filter((name) => items(cv[name]).length > 0).map((name) => (
        <Box component="section" key={name} sx={{ mt: 2 }}>
          <Typography variant="h3">{translate(`hiring.cv.${name}`)}</Typography>
          <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>{items(cv[name]).map((item, at) => <Entry key={at} item={item} dates={items(cv[name]).some(dated)} />)}</Box>
        </Box>
      ))}
      {LISTS.filter((name) => items(cv[name]).length > 0).map((name) => (
        <Box component="section" key={name} sx={{ mt: 2 }}>
          <Typography variant="h3">{translate(`hiring.cv.${name}`)}</Typography>
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {items(cv[name]).map((item) => {
              const more = [text(item.level), text(item.fluency), ...strings(item.keywords)].filter(Boolean).join(', ');
              return first(item, 'name', 'language') + (more ? ` (${more})` : '');
            }).join(' · ')}
          </Typography>
        </Box>
      ))}
    </>
  );
};
