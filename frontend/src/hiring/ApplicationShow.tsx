import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import { Alert, Box, Button, Link, MenuItem, TextField, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { lazy, Suspense, useState } from 'react';
import { useRecordContext, useRefresh, useStore, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { API } from '../app/http';
import { useMay } from '../app/session';
import { Documents } from '../ui/Documents';
import { useFormats } from '../ui/format';
import { MovesBar } from '../ui/MovesBar';
import { Outside } from '../ui/Outside';
import { PageSkeleton } from '../ui/Page';
import { Fact, Panel } from '../ui/parts';
import { RecordFrame } from '../ui/RecordFrame';
import { StateLabel } from '../ui/StateLabel';
import { Timeline } from '../ui/Timeline';
import { Upload } from '../ui/Upload';
import ConfirmedOrcid from './background/ConfirmedOrcid';
import { DeclareConflict } from './DeclareConflict';
import { Neighbours } from './Neighbours';
import { APPLICATION_PANELS, type ApplicationPanel } from './places';
import { Resume, tells } from './Resume';
import { ReviewForm } from './ReviewForm';
import { Reviews } from './Reviews';
import { type Application, beingJudged, DOCUMENT_KINDS } from './types';
import { Asked } from './reviewing/Asked';
import { useLetters } from './useLetters';

const Pages = lazy(() => import('./reviewing/Pages').then((pages) => ({ default: pages.Pages })));

const ApplicationShow = () => {
  const { of } = useFormats();
  const asks = useLetters();
  return (
    <RecordFrame
      title={(record) => record.name}
      above={(record) => (
        <><Link component={RouterLink} to={`/vacancies/${record.vacancy_id}/show`}>{of(record.vacancy, 'title')}</Link> / {record.reference}</>
      )}
      label={(record) => <StateLabel state={record.stage} />}
      below={(record) => <MovesBar resource="applications" asks={asks} quiet={record.may_review && record.my_review?.state !== 'submitted'} />}
      actions={<Actions />}
    >
      <Halves />
    </RecordFrame>
  );
};

const Actions = () => {
  const translate = useTranslate();
  const may = useMay();
  const { locale } = useFormats();
  const record = useRecordContext<Application>();
  if (!record) return null;
  const open = record.offers.some(({ state }) => ['draft', 'approved', 'sent', 'accepted'].includes(state));
  return (
    <>
      <Button variant="outlined" color="inherit" startIcon={<DownloadIcon />} href={`${API}/applications/${record.id}/pdf?language=${locale}`} download>
        {translate('hiring.as_pdf')}
      </Button>
      {may('review.write', 'application.decide') && <DeclareConflict application={record} />}
      {record.stage === 'selected' && !open && may('offer.write') && (
        <Button variant="outlined" component={RouterLink} to={`/offers/create?application=${record.id}`}>{translate('hiring.make_offer')}</Button>
      )}
      <Neighbours key={record.id} application={record} />
    </>
  );
};

// What the applicant sent on the left; what we think of it on the right, in sight of it.
const Halves = () => {
  const translate = useTranslate();
  const record = useRecordContext<Application>();
  const refresh = useRefresh();
  if (!record) return null;
  const mine = record.my_review;
  const judging = record.may_review || mine?.state === 'draft';
  return (
    <Asked application={record} onConflict={refresh}>
      <Grid container spacing={2}>
        <Grid size={{ xs: 12, md: 7 }}>
          <Sent application={record} />
          <More side="sent" application={record} />
        </Grid>
        <Grid size={{ xs: 12, md: 5 }}>
          {judging && mine?.state !== 'submitted' && (
            <Panel title={translate('hiring.my_review')} id="my-review"><ReviewForm key={`${record.id}.${mine?.state}.${beingJudged(record)}`} application={record} /></Panel>
          )}
          {mine?.state === 'submitted' && <Alert severity="success" variant="outlined" sx={{ mb: 2 }}>{translate(beingJudged(record) ? 'hiring.review_locked' : 'hiring.review_kept')}</Alert>}
          {(record.reviews.length > 0 || record.reviews_summary) && (
            <Panel title={translate('hiring.reviews')} id="reviews"><Reviews application={record} /></Panel>
          )}
          <More side="judged" application={record} />
          <Panel title={translate('hiring.facts')} id="facts"><Facts application={record} /></Panel>
          {record.conflicts.length > 0 && <Panel title={translate('hiring.conflict.declared')} id="conflicts"><Conflicts application={record} /></Panel>}
          <Box sx={{ p: 2 }}><Timeline resource="applications" /></Box>
        </Grid>
      </Grid>
    </Asked>
  );
};

// Their documents as a list to take along, beside what they typed; or read here, page by page. Kept from one to the next.
const Sent = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const [reading, setReading] = useStore('reads_documents', false);
  const readable = (application.documents ?? []).length > 0;
  if (reading && readable) {
    return (
      <Box sx={{ mb: 2 }}>
        <Button size="small" onClick={() => setReading(false)} sx={{ float: 'right' }}>{translate('hiring.as_list')}</Button>
        <Suspense fallback={<PageSkeleton />}><Pages application={application} /></Suspense>
      </Box>
    );
  }
  return (
    <>
      <Panel title={translate('hiring.documents')} id="documents">
        <Files application={application} />
        {readable && <Button size="small" variant="outlined" sx={{ mt: 1 }} onClick={() => setReading(true)}>{translate('hiring.read_here')}</Button>}
      </Panel>
      <Panel title={translate('hiring.motivation')} id="motivation">
        <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', maxWidth: '46em' }}>{application.motivation || translate('hiring.no_motivation')}</Typography>
      </Panel>
      {application.cv && tells(application.cv, application.motivation) && <Panel title={translate('kind.cv')} id="cv"><Resume cv={application.cv} without={application.motivation} /></Panel>}
    </>
  );
};

const More = ({ side, application }: { side: ApplicationPanel['side']; application: Application }) => {
  const may = useMay();
  return APPLICATION_PANELS.filter((one) => one.side === side && may(...one.needs)).map(({ name, panel: Other }) => (
    <Suspense key={name} fallback={null}><Other application={application} /></Suspense>
  ));
};

// Who judges nothing of this application, since when; shown to whoever may see declared conflicts.
const Conflicts = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {application.conflicts.map((one) => (
        <Box component="li" key={one.at} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
          <Typography variant="body2"><strong>{one.name ?? translate('ui.somebody')}</strong> · {translate(`hiring.conflict.kinds.${one.kind}`)}</Typography>
          <Typography variant="caption" color="text.secondary">{short(one.at)}</Typography>
        </Box>
      ))}
    </Box>
  );
};

// An imported application may be completed here; what an applicant handed in stays as it is.
const Files = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const may = useMay();
  const refresh = useRefresh();
  const [kind, setKind] = useState(DOCUMENT_KINDS[0]!);
  return (
    <>
      <Documents />
      {application.source === 'import' && may('application.import') && (
        <Box sx={{ mt: 1.5, display: 'grid', gap: 1, gridTemplateColumns: { sm: '13rem 1fr' }, alignItems: 'start' }}>
          <TextField select label={translate('hiring.document_kind')} value={kind} onChange={(event) => setKind(event.target.value)}>
            {[...DOCUMENT_KINDS, 'other'].map((name) => <MenuItem key={name} value={name}>{translate(`kind.${name}`)}</MenuItem>)}
          </TextField>
          <Upload recordKind="application" recordId={String(application.id)} kind={kind} onKept={refresh} />
        </Box>
      )}
    </>
  );
};

const Facts = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const { moment, of } = useFormats();
  const field = (name: string) => translate(`resources.applications.fields.${name}`);
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={field('vacancy_id')}><Link component={RouterLink} to={`/vacancies/${application.vacancy_id}/show`}>{of(application.vacancy, 'title')}</Link></Fact>
      <Fact label={field('submitted_at')}>{moment(application.submitted_at)}</Fact>
      <Fact label={field('email')}>{application.email && <Link href={`mailto:${application.email}`}>{application.email}</Link>}</Fact>
      <Fact label={field('phone')}>{application.phone}</Fact>
      <Fact label={field('orcid')}>{application.orcid && <><Outside to={`https://orcid.org/${application.orcid}`}>{application.orcid}</Outside><ConfirmedOrcid application={application.id} /></>}</Fact>
      <Fact label={field('language')}>{translate(`hiring.speaks.${application.language}`)}</Fact>
      <Fact label={field('source')}>{translate(`hiring.source.${application.source}`)}</Fact>
      {application.offers.length > 0 && (
        <Fact label={translate('hiring.menu.offers')}>
          {application.offers.map((offer) => (
            <Box key={offer.id} sx={{ display: 'flex', gap: 1, mb: 0.5 }}>
              <Link component={RouterLink} to={`/offers/${offer.id}/show`}>{offer.reference}</Link> <StateLabel state={offer.state} />
            </Box>
          ))}
        </Fact>
      )}
    </Box>
  );
};

export default ApplicationShow;
