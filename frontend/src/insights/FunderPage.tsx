import PdfIcon from '@mui/icons-material/PictureAsPdfOutlined';
import { Box, Button, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslate } from 'react-admin';

import { API, currentLanguage, isAbsent, isUnreachable, request } from '../app/http';
import { ErrorPanel } from '../ui/ErrorPanel';
import { useFormats } from '../ui/format';
import { NotFound } from '../ui/NotFound';
import { PageHead, PageSkeleton } from '../ui/Page';
import { Panel } from '../ui/parts';
import { CalendarLinks } from './CalendarLinks';
import { Due } from './Due';
import { Invoices } from './Invoices';
import { Matched } from './Matched';
import { Possible } from './Possible';
import { Summary } from './Summary';
import { Tranches } from './Tranches';
import type { FunderPage as Page, Opened } from './types';

const Contact = ({ contact }: { contact: Page['contact'] }) => {
  const translate = useTranslate();
  if (!contact.name && !contact.email) return null;
  return (
    <Panel title={translate('insights.contact')} id="contact">
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>{translate('insights.contact_help')}</Typography>
      <Typography fontWeight={600}>{contact.name ?? contact.institute}</Typography>
      {contact.email && <Typography><Link href={`mailto:${contact.email}`}>{contact.email}</Link></Typography>}
      {contact.phone && <Typography><Link href={`tel:${contact.phone.replace(/\s/g, '')}`}>{contact.phone}</Link></Typography>}
    </Panel>
  );
};

// What a funder opens once a quarter: understood in a minute, on a telephone; each figure opens the rows behind it.
export const FunderPage = ({ id }: { id: string }) => {
  const translate = useTranslate();
  const { date } = useFormats();
  const [opened, setOpened] = useState<Opened>('all');
  const rows = useRef<HTMLDivElement>(null);
  const { data: page, error, refetch } = useQuery({
    queryKey: ['funder_pages', 'page', id],
    queryFn: () => request<Page>('GET', `/funder-pages/${id}`).then(({ json }) => json),
    retry: (times, failure) => isUnreachable(failure) && times < 2,
  });
  if (isAbsent(error)) return <NotFound />;
  if (error && !page) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!page) return <PageSkeleton />;
  const open = (which: Opened) => {
    setOpened(which);
    rows.current?.scrollIntoView({ block: 'start', behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    rows.current?.focus({ preventScroll: true });
  };
  return (
    <Box sx={{ maxWidth: 1180 }}>
      <PageHead
        title={page.name}
        below={<Typography color="text.secondary">{translate('insights.yours', { institute: page.contact.institute })} · {translate('insights.as_of', { day: date(page.as_of) })}</Typography>}
        actions={
          <Button variant="contained" startIcon={<PdfIcon />} href={`${API}/funder-pages/${id}/statement?language=${currentLanguage()}`} download>
            {translate('insights.statement')}
          </Button>
        }
      />
      <Summary page={page} onOpen={open} />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' }, columnGap: 2.5, alignItems: 'start' }}>
        <Box>
          <Due page={page} />
          <Possible page={page} />
          <Matched page={page} />
          <Box ref={rows} tabIndex={-1} sx={{ outline: 'none !important', scrollMarginTop: 64 }}>
            <Tranches page={page} opened={opened} onAll={() => setOpened('all')} />
          </Box>
        </Box>
        <Box>
          <Invoices invoices={page.invoices} />
          <CalendarLinks page={page} onChange={() => void refetch()} />
          <Contact contact={page.contact} />
        </Box>
      </Box>
    </Box>
  );
};
