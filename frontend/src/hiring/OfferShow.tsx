import { Alert, Box, Button, Link, Typography } from '@mui/material';
import Grid from '@mui/material/Grid';
import { useState } from 'react';
import { EditButton, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../app/http';
import { useMay, useMe } from '../app/session';
import { useFormats } from '../ui/format';
import { MovesBar, problemText, ReasonDialog } from '../ui/MovesBar';
import { Fact, Panel } from '../ui/parts';
import { RecordFrame } from '../ui/RecordFrame';
import { StateLabel } from '../ui/StateLabel';
import { Timeline } from '../ui/Timeline';
import { Answer, Budget, Letter } from './offers/OfferParts';
import type { Offer } from './types';
import { useOfferLetters } from './useLetters';

const OfferShow = () => {
  const translate = useTranslate();
  const asks = useOfferLetters();
  return (
    <RecordFrame
      title={(record) => (record.application ? translate('hiring.offer_to', { name: record.application.name }) : record.reference)}
      above={(record) => <><Link component={RouterLink} to="/offers">{translate('hiring.menu.offers')}</Link> / {record.reference}</>}
      label={(record) => <StateLabel state={record.state} />}
      below={() => <MovesBar resource="offers" asks={asks} />}
      actions={<Actions />}
    >
      <Body />
    </RecordFrame>
  );
};

const offerWaits = ({ state }: Offer) => state === 'draft' || state === 'approved';

const Actions = () => {
  const may = useMay();
  const record = useRecordContext<Offer>();
  return record?.state === 'draft' && may('offer.write') ? <EditButton variant="outlined" /> : null;
};

const Body = () => {
  const translate = useTranslate();
  const record = useRecordContext<Offer>();
  const { euro } = useFormats();
  if (!record) return null;
  const happened = [
    ...record.endorsements.map(({ name, at, reason }) => ({ at, who: name, said: translate('hiring.agreed_to_amount'), reason })),
    ...record.endorsements.flatMap(({ name, lapsed_at }) => (lapsed_at ? [{ at: lapsed_at, who: null, said: translate('hiring.agreement_lapsed', { name }) }] : [])),
    ...record.amounts_before.map(({ at, who, from_cents, to_cents }) => ({ at, who, said: translate('hiring.amount_changed', { from: euro(from_cents), to: euro(to_cents) }) })),
  ];
  return (
    <Grid container spacing={2}>
      <Grid size={{ xs: 12, md: 7 }}>
        {offerWaits(record) && record.application?.reachable === false && (
          <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>{translate('hiring.unreachable')}</Alert>
        )}
        {(record.out_of_range || record.above_budget) && <Panel title={translate(record.above_budget ? 'offer_letters.above_budget' : 'hiring.out_of_range')} id="range"><Endorsements offer={record} /></Panel>}
        <Panel title={translate('hiring.terms')} id="terms"><Terms offer={record} /></Panel>
        {record.application && <Panel title={translate('offer_letters.letter')} id="letter"><Letter offer={record} /></Panel>}
        {record.answer && record.application && <Panel title={translate('offer_letters.answer')} id="answer"><Answer offer={record} /></Panel>}
      </Grid>
      <Grid size={{ xs: 12, md: 5 }}><Box sx={{ p: 2 }}><Timeline resource="offers" more={happened} /></Box></Grid>
    </Grid>
  );
};

// Outside the published range somebody other than the author must agree first, with a reason that is kept.
const Endorsements = ({ offer }: { offer: Offer }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  const { account } = useMe();
  const may = useMay();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const standing = offer.endorsements.filter(({ lapsed_at }) => !lapsed_at);
  const agreed = standing.some(({ account_id }) => account_id === account.id);
  const mine = offer.created_by === account.id;
  const endorse = async (reason: string) => {
    try {
      await request('POST', `/offers/${offer.id}/endorse`, { body: { reason } });
      setAsking(false);
    } catch (error) {
      return problemText(error);
    } finally {
      refresh();
    }
    return '';
  };
  return (
    <>
      <Typography variant="body2" gutterBottom>{translate(offer.above_budget ? 'offer_letters.above_budget_help' : 'hiring.out_of_range_help')}</Typography>
      {standing.map(({ name, at, reason }) => (
        <Box key={name + at} sx={{ borderLeft: 2, borderColor: 'primary.main', pl: 1.5, my: 1 }}>
          <Typography variant="body2"><strong>{name}</strong> {translate('hiring.agreed')}: “{reason}”</Typography>
          <Typography variant="caption" color="text.secondary">{short(at)}</Typography>
        </Box>
      ))}
      {offer.state === 'draft' && may('offer.approve') && mine && <Alert severity="info" variant="outlined">{translate('hiring.not_your_own')}</Alert>}
      {offer.state === 'draft' && may('offer.approve') && !mine && !agreed && (
        <Button variant="outlined" onClick={() => setAsking(true)}>{translate('hiring.agree')}</Button>
      )}
      {asking && (
        <ReasonDialog
          title={translate('hiring.agree')}
          onClose={(reason) => (reason ? endorse(reason) : setAsking(false))}
        />
      )}
    </>
  );
};

const Terms = ({ offer }: { offer: Offer }) => {
  const translate = useTranslate();
  const { euro, date, moment, of } = useFormats();
  const field = (name: string) => translate(`resources.offers.fields.${name}`);
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Fact label={field('application_id')}>
        {offer.application
          ? <Link component={RouterLink} to={`/applications/${offer.application_id}/show`}>{offer.application.name}</Link>
          : <Typography component="span" variant="body2" color="text.secondary">{translate('hiring.no_applicant')}</Typography>}
      </Fact>
      <Fact label={field('vacancy_id')}>{offer.vacancy && <Link component={RouterLink} to={`/vacancies/${offer.vacancy.id}/show`}>{of(offer.vacancy, 'title')}</Link>}</Fact>
      <Fact label={field('salary_cents')}>
        {euro(offer.salary_cents)} {offer.salary_scale && `(${translate('hiring.scale', { scale: offer.salary_scale })})`}
        {offer.vacancy && (
          <Typography component="span" variant="body2" color="text.secondary" display="block">
            {translate('hiring.published_range', { from: euro(offer.vacancy.salary_min_cents), to: euro(offer.vacancy.salary_max_cents) })}
          </Typography>
        )}
      </Fact>
      {offer.budget && <Fact label={translate('offer_letters.budget')}><Budget offer={offer} budget={offer.budget} /></Fact>}
      <Fact label={field('fte_percent')}>{offer.fte_percent} %</Fact>
      <Fact label={field('starts_on')}>{date(offer.starts_on)}</Fact>
      <Fact label={field('ends_on')}>{date(offer.ends_on) || translate('hiring.no_end')}</Fact>
      <Fact label={field('language')}>{translate(`hiring.speaks.${offer.language}`)}</Fact>
      <Fact label={field('expires_at')}>{moment(offer.expires_at)}</Fact>
      {offer.sent_at && <Fact label={field('sent_at')}>{moment(offer.sent_at)}</Fact>}
      {offer.answered_at && <Fact label={field('answered_at')}>{moment(offer.answered_at)}</Fact>}
      <Fact label={translate('hiring.written_by')}>{offer.author}</Fact>
    </Box>
  );
};

export default OfferShow;
