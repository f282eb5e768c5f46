import { Alert, Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetMany, useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Amount, Hash, Wide } from '../parts';
import { BasesTable, RuleGauge, RuleSentence, useQuarter, useVerdict } from './parts';
import type { Part, Snapshot } from './types';

const SnapshotShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  const quarter = useQuarter();
  return (
    <RecordFrame
      title={(record) => `${of((record as Snapshot).body.rule, 'name')}, ${quarter(record.quarter_until)}`}
      above={() => <Link component={RouterLink} to="/matching">{translate('matching.menu')}</Link>}
      label={(record) => <StateLabel state={record.intact ? 'in_force' : 'late'} label={translate(record.intact ? 'matching.intact' : 'matching.broken')} />}
    >
      <Body />
    </RecordFrame>
  );
};

const Body = () => {
  const translate = useTranslate();
  const { date } = useFormats();
  const verdict = useVerdict();
  const snapshot = useRecordContext<Snapshot>();
  if (!snapshot) return null;
  const { rule, bases } = snapshot.body;
  const now = bases[rule.basis];
  if (!now) return null;
  return (
    <>
      {!snapshot.intact && <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>{translate('matching.broken_help')}</Alert>}
      <Panel title={translate('matching.at_end', { day: date(snapshot.quarter_until) })} id="gauge">
        <Typography sx={{ fontSize: '1.35rem', fontWeight: 600, mb: 1 }}>{verdict(now.gap_cents)}</Typography>
        <RuleGauge terms={rule} basis={now} bases={bases} />
        <Box sx={{ mt: 1.5 }}><RuleSentence terms={rule} /></Box>
      </Panel>
      <Panel title={translate(Object.keys(bases).length > 1 ? 'matching.bases' : 'matching.per_basis')} id="bases"><BasesTable bases={bases} contractual={rule.basis} /></Panel>
      {snapshot.named_funders.length > 0 && <Panel title={translate('matching.named')} id="named"><NamedFunders snapshot={snapshot} /></Panel>}
      {snapshot.parts && <Panel title={translate('matching.parts')} id="parts"><Parts parts={snapshot.parts} /></Panel>}
      <Panel title={translate('matching.proof')} id="proof"><Proof snapshot={snapshot} /></Panel>
    </>
  );
};

// Private money by name, of those whose agreement says that it may be told.
const NamedFunders = ({ snapshot }: { snapshot: Snapshot }) => {
  const translate = useTranslate();
  return (
    <Wide label={translate('matching.named')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('matching.funder')}</TableCell>
            <TableCell>{translate('matching.agreement')}</TableCell>
            <TableCell align="right">{translate('matching.basis.received')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {snapshot.named_funders.map((line) => (
            <TableRow key={line.agreement}>
              <TableCell>{line.funder}</TableCell>
              <TableCell>{line.agreement}</TableCell>
              <TableCell align="right">{line.received_cents === null ? translate('matching.not_told') : <Amount cents={line.received_cents} />}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

const AMOUNTS = ['committed', 'invoiced', 'received', 'spent', 'in_kind'] as const;

const Parts = ({ parts }: { parts: Part[] }) => {
  const translate = useTranslate();
  const of = (ids: (string | null)[]) => [...new Set(ids.filter((id): id is string => Boolean(id)))];
  const agreements = of(parts.map(({ agreement_id }) => agreement_id));
  const decisions = of(parts.map(({ decision_id }) => decision_id));
  const { data: funders = [] } = useGetMany('organisations', { ids: of(parts.map(({ funder_id }) => funder_id)) });
  const { data: written = [] } = useGetMany('agreements', { ids: agreements }, { enabled: agreements.length > 0 });
  const { data: granted = [] } = useGetMany('decisions', { ids: decisions }, { enabled: decisions.length > 0 });
  const name = (id: string) => funders.find((one) => one?.id === id)?.name ?? id.slice(0, 8);
  const reference = (part: Part) => [...written, ...granted].find((one) => one?.id === (part.agreement_id ?? part.decision_id))?.reference ?? '–';
  return (
    <Wide label={translate('matching.parts')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('matching.funder')}</TableCell>
            <TableCell>{translate('matching.origin')}</TableCell>
            {AMOUNTS.map((amount) => <TableCell key={amount} align="right">{translate(`matching.basis.${amount}`)}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {parts.map((part) => (
            <TableRow key={`${part.agreement_id}${part.decision_id}${part.funder_id}`} hover>
              <TableCell>
                {name(part.funder_id)}{' '}
                <Link component={RouterLink} to={part.agreement_id ? `/agreements/${part.agreement_id}/show` : `/decisions/${part.decision_id}/show`}>{reference(part)}</Link>
              </TableCell>
              <TableCell>{translate(`matching.origins.${part.origin}`)}</TableCell>
              {AMOUNTS.map((amount) => <TableCell key={amount} align="right"><Amount cents={part[amount]} /></TableCell>)}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};

const hashed = async (text: string) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

// The fingerprint that was taken when the quarter was frozen, and the same taken again here and now.
const Proof = ({ snapshot }: { snapshot: Snapshot }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  const [found, setFound] = useState<string | null>(null);
  const text = snapshot.body_text;
  return (
    <>
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={translate('matching.frozen_at')}>{short(snapshot.created_at)}</Fact>
        <Fact label={translate('matching.hash')}><Box component="code" sx={{ fontSize: '0.85em' }}>{snapshot.sha256}</Box></Fact>
        {snapshot.parts_sha256 && <Fact label={translate('matching.hash_parts')}><Hash of={snapshot.parts_sha256} /></Fact>}
      </Box>
      {text === null && <Typography variant="body2" color="text.secondary">{translate('matching.hashed_elsewhere')}</Typography>}
      {text !== null && Boolean(crypto.subtle) && <Button size="small" variant="outlined" sx={{ my: 1 }} onClick={() => void hashed(text).then(setFound)}>{translate('matching.hash_again')}</Button>}
      <Box role="status">
        {found && <Alert severity={found === snapshot.sha256 ? 'success' : 'error'} variant="outlined">{translate(found === snapshot.sha256 ? 'matching.hash_same' : 'matching.hash_other')}</Alert>}
      </Box>
      {text !== null && <Box component="details" sx={{ mt: 1 }}>
        <Typography component="summary" variant="body2" sx={{ cursor: 'pointer' }}>{translate('matching.hashed_text')}</Typography>
        <Box component="pre" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.8rem', m: 0, mt: 1 }}>{text}</Box>
      </Box>}
    </>
  );
};

export default SnapshotShow;
