import { Box, Button, Link, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

import { API, currentLanguage } from '../app/http';
import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { StateLabel } from '../ui/StateLabel';
import { Fold } from './Fold';
import { useSpent } from './spent';
import { behind, type FunderPage, type FundersAgreement, type Opened, type Tranche } from './types';

const TONE: Record<Tranche['standing'], string> = {
  paid: 'accepted', late: 'late', asked: 'sent', conditional: 'draft', coming: 'coming', unasked: 'coming', in_kind_open: 'coming', in_kind_done: 'accepted', ended: 'past',
};

const Step = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box sx={{ mt: 1 }}>
    <Typography variant="body2" color="text.secondary">{title}</Typography>
    {children}
  </Box>
);

const Row = ({ what, below, cents }: { what: ReactNode; below?: ReactNode; cents: number | null }) => {
  const { euro } = useFormats();
  return (
    <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', alignItems: 'baseline', py: 0.4 }}>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2">{what}</Typography>
        {below && <Typography variant="body2" color="text.secondary">{below}</Typography>}
      </Box>
      <Typography variant="body2" sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}>{euro(cents)}</Typography>
    </Box>
  );
};

// Promise, invoice, receipt, use: the chain of one tranche.
const Chain = ({ tranche, page }: { tranche: Tranche; page: FunderPage }) => {
  const translate = useTranslate();
  const { date, euro, of } = useFormats();
  const spentOf = useSpent();
  const receipt = (one: Tranche['receipts'][number]) =>
    [
      one.bank_reference && translate('insights.bank_reference', { reference: one.bank_reference }),
      one.fee_cents > 0 && translate('insights.fee', { amount: euro(one.fee_cents) }),
      one.overpaid_cents > 0 && translate('insights.overpaid', { amount: euro(one.overpaid_cents) }),
      one.rounded_cents !== 0 && translate('insights.rounded', { amount: euro(one.rounded_cents) }),
      one.invoice && translate('insights.invoice', { number: one.invoice }),
    ].filter(Boolean).join(' · ');
  const { invoices, receipts, work, uses, reports } = tranche;
  const served = uses.map((use) => ({ use, purpose: page.purposes.find(({ id }) => id === use.id) }));
  return (
    <>
      {tranche.condition && (
        <Typography variant="body2" color="text.secondary">
          {translate('insights.condition', { condition: tranche.condition })}{tranche.condition_met_on && ` (${translate('insights.condition_met', { day: date(tranche.condition_met_on) })})`}
        </Typography>
      )}
      {invoices.length + receipts.length + work.length === 0 && <Typography variant="body2" color="text.secondary">{translate('insights.chain.nothing')}</Typography>}
      {invoices.length > 0 && (
        <Step title={translate('insights.chain.asked')}>
          {invoices.map((one) => {
            const credit = one.kind === 'credit_note';
            return (
              <Row
                key={one.id} cents={credit ? -one.amount_cents : one.amount_cents}
                what={<Link href={`${API}/funder-invoices/${one.id}/pdf?language=${currentLanguage()}`} download>{translate(credit ? 'insights.credit_note' : 'insights.invoice', { number: one.number })}</Link>}
                below={translate('insights.invoice_of', { day: date(one.issued_on), reference: one.reference })}
              />
            );
          })}
        </Step>
      )}
      {receipts.length > 0 && (
        <Step title={translate('insights.chain.arrived')}>
          {receipts.map((one, place) => (
            <Row
              key={place} cents={one.cents} below={receipt(one)}
              what={`${date(one.on)} · ${translate(`insights.event.${one.event}`)}`}
            />
          ))}
        </Step>
      )}
      {tranche.written_off_cents > 0 && (
        <Step title={translate('insights.chain.ended')}><Row cents={tranche.written_off_cents} what={translate('insights.not_asked_any_more')} /></Step>
      )}
      {work.length > 0 && (
        <Step title={translate('insights.chain.work')}>
          {work.map((one) => <Row key={one.reference} cents={one.value_cents} what={one.what} below={`${one.reference} · ${translate(`state.${one.state}`)} · ${translate('insights.term', { from: date(one.from), until: date(one.until) })}`} />)}
        </Step>
      )}
      {served.length > 0 && (
        <Step title={translate('insights.chain.served')}>
          {served.map(({ use, purpose }) => (
            <Row
              key={use.id} cents={use.allocated_cents} what={of(purpose, 'name')}
              below={spentOf(use)}
            />
          ))}
        </Step>
      )}
      {reports.length > 0 && (
        <Step title={translate('insights.chain.reported')}>
          {reports.map((one, place) => <Row key={place} cents={one.cents} what={`${date(one.on)} · ${one.name}`} below={one.reversed && translate('insights.report_reversed')} />)}
        </Step>
      )}
    </>
  );
};

// Of a tranche that stands in more than one way, how much stands how.
const useParts = () => {
  const translate = useTranslate();
  const { euro } = useFormats();
  return (tranche: Tranche) =>
    [
      tranche.written_off_cents > 0 && translate('insights.ended_part', { amount: euro(tranche.written_off_cents) }),
      tranche.open_cents > 0 && tranche.open_cents < tranche.amount_cents && translate('insights.open_part', { amount: euro(tranche.open_cents) }),
    ].filter(Boolean).map((part) => ` · ${String(part)}`).join('');
};

const Agreement = ({ agreement, tranches, page }: { agreement: FundersAgreement; tranches: Tranche[]; page: FunderPage }) => {
  const translate = useTranslate();
  const { euro, date, of } = useFormats();
  const parts = useParts();
  return (
    <Box component="section" sx={{ mt: 2 }} aria-labelledby={`agreement-${agreement.id}`}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline', justifyContent: 'space-between' }}>
        <Typography variant="h3" id={`agreement-${agreement.id}`}>{agreement.title}</Typography>
        <Typography variant="body2" color="text.secondary">
          {agreement.reference} · {translate('insights.term', { from: date(agreement.starts_on), until: date(agreement.ends_on) })} · {euro(agreement.amount_cents)}
        </Typography>
      </Box>
      {tranches.map((tranche) => (
        <Fold
          key={tranche.id} id={`tranche-${tranche.id}`}
          head={
            <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', sm: 'minmax(0, 1fr) auto 8.5rem' }, columnGap: 1.5, alignItems: 'center' }}>
              <Box sx={{ minWidth: 0 }}>
                <Typography sx={{ fontWeight: 600 }}>{translate('insights.tranche', { number: tranche.tranche })}</Typography>
                <Typography variant="body2" color="text.secondary">{translate('insights.due_on', { day: date(tranche.due_on) })}{parts(tranche)}</Typography>
              </Box>
              <StateLabel state={TONE[tranche.standing]} label={translate(`insights.standing.${tranche.standing}`)} />
              <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap', textAlign: { sm: 'right' }, gridColumn: { xs: '1 / -1', sm: 'auto' } }}>{euro(tranche.amount_cents)}</Typography>
            </Box>
          }
        >
          <Chain tranche={tranche} page={page} />
        </Fold>
      ))}
      {agreement.rights.length > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          {translate('insights.rights')}: {agreement.rights.map((right) =>
            [of(right, 'name'), right.field, right.term_months && translate('insights.rights_term', { months: right.term_months }), right.response_days && translate('insights.rights_days', { days: right.response_days })].filter(Boolean).join(', '),
          ).join('; ')}.
        </Typography>
      )}
    </Box>
  );
};

// The rows behind the figures: agreement, tranche, and in each tranche what was asked, what arrived and what it serves.
export const Tranches = ({ page, opened, onAll }: { page: FunderPage; opened: Opened; onAll: () => void }) => {
  const translate = useTranslate();
  const found = page.agreements
    .map((agreement) => ({ agreement, tranches: agreement.tranches.filter(behind[opened]) }))
    .filter(({ tranches }) => opened === 'all' || tranches.length > 0);
  return (
    <Panel title={translate(opened === 'all' ? 'insights.tranches' : `insights.tranches_${opened}`)} id="tranches">
      <Typography variant="body2" color="text.secondary">{translate('insights.tranches_help')}</Typography>
      {opened !== 'all' && <Button size="small" onClick={onAll} sx={{ mt: 0.5, ml: -0.5 }}>{translate('insights.tranches_all')}</Button>}
      {found.map((one) => <Agreement key={one.agreement.id} page={page} {...one} />)}
    </Panel>
  );
};
