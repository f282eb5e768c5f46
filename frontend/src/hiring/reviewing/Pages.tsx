import BackIcon from '@mui/icons-material/ChevronLeft';
import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import ForthIcon from '@mui/icons-material/ChevronRight';
import { Alert, Box, IconButton, Link, Skeleton, Stack, Tab, Tabs, Tooltip, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';

import { API, request } from '../../app/http';
import type { Application } from '../types';
import { Resume } from '../Resume';
import { onKeys } from './keys';

export interface Doc {
  id: string;
  kind: string;
  file_name: string;
  pages: number | null;
}

// What the applicant sent, a page at a time. Pages are pictures that the server drew: the file itself is opened by nobody.
export const Pages = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const documents = (application.documents ?? []) as Doc[];
  const letter = application.motivation || application.cv ? 1 : 0;
  const [at, setAt] = useState(documents.length > 0 ? letter : 0);
  const [page, setPage] = useState(1);
  const shown = documents[at - letter];
  const last = shown?.pages ?? 1;
  const open = (place: number) => {
    setAt(place);
    setPage(1);
  };
  useEffect(() => onKeys({
    ArrowRight: () => shown && setPage((now) => Math.min(now + 1, last)),
    ArrowLeft: () => shown && setPage((now) => Math.max(now - 1, 1)),
    d: () => open((at + 1) % Math.max(documents.length + letter, 1)),
  }));
  return (
    <Box component="section" aria-label={translate('reviewing.documents')} sx={{ minWidth: 0 }}>
      <Tabs value={Math.min(at, documents.length + letter - 1)} variant="scrollable" onChange={(_event, place: number) => open(place)} aria-label={translate('reviewing.documents')} sx={{ minHeight: 38, mb: 1, borderBottom: 1, borderColor: 'divider', '& .MuiTab-root': { minHeight: 38, textTransform: 'none' } }}>
        {letter === 1 && <Tab label={translate('reviewing.letter')} />}
        {documents.map((doc) => <Tab key={doc.id} label={translate(`kind.${doc.kind}`, { _: doc.kind })} />)}
      </Tabs>
      {shown ? <OnePage key={`${shown.id}.${page}`} doc={shown} page={page} last={last} onPage={setPage} /> : (
        <Box sx={{ overflowWrap: 'anywhere' }}>
          <Typography sx={{ whiteSpace: 'pre-line', maxWidth: '46em', mb: 2 }}>{application.motivation || translate('hiring.no_motivation')}</Typography>
          {application.cv && <Resume cv={application.cv} without={application.motivation} />}
        </Box>
      )}
    </Box>
  );
};

const OnePage = ({ doc, page, last, onPage }: { doc: Doc; page: number; last: number; onPage: (page: number) => void }) => {
  const translate = useTranslate();
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const { data: text } = useQuery({
    queryKey: ['page', doc.id, page], enabled: state === 'shown', staleTime: Infinity,
    queryFn: async () => (await request<{ text: string }>('GET', `/documents/${doc.id}/pages/${page}/text`)).json.text,
  });
  const name = translate('reviewing.page_of', { file: doc.file_name, page, pages: last });
  return (
    <>
      <Stack direction="row" alignItems="center" gap={0.5} sx={{ mb: 1 }}>
        <Tooltip title="←"><span><IconButton size="small" disabled={page <= 1} aria-label={translate('reviewing.page_back')} aria-keyshortcuts="ArrowLeft" onClick={() => onPage(page - 1)}><BackIcon /></IconButton></span></Tooltip>
        <Typography variant="body2" color="text.secondary" role="status">{translate('reviewing.page', { page, pages: last })}</Typography>
        <Tooltip title="→"><span><IconButton size="small" disabled={page >= last} aria-label={translate('reviewing.page_next')} aria-keyshortcuts="ArrowRight" onClick={() => onPage(page + 1)}><ForthIcon /></IconButton></span></Tooltip>
        <Box sx={{ flex: 1 }} />
        <Tooltip title={doc.file_name}><IconButton size="small" component={Link} href={`${API}/documents/${doc.id}/content`} download aria-label={translate('reviewing.download', { file: doc.file_name })}><DownloadIcon fontSize="small" /></IconButton></Tooltip>
      </Stack>
      {state === 'loading' && <Skeleton variant="rounded" sx={{ width: '100%', height: 'auto', aspectRatio: '210 / 297' }} />}
      {state === 'failed' && <Alert severity="info" variant="outlined">{translate('reviewing.no_page')}</Alert>}
      <Box
        component="img" src={`${API}/documents/${doc.id}/pages/${page}`} alt={name} onLoad={() => setState('shown')} onError={() => setState('failed')}
        sx={{ display: state === 'shown' ? 'block' : 'none', width: '100%', height: 'auto', border: 1, borderColor: 'divider', bgcolor: '#fff' }}
      />
      {page < last && state === 'shown' && <img src={`${API}/documents/${doc.id}/pages/${page + 1}`} alt="" hidden />}
      {text && (
        <Box component="details" sx={{ mt: 1, '& summary': { cursor: 'pointer', py: 0.5 } }}>
          <summary><Typography component="span" variant="body2" color="text.secondary">{translate('reviewing.page_text')}</Typography></summary>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{text}</Typography>
        </Box>
      )}
    </>
  );
};
