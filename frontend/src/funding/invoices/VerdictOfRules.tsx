import { Alert, Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { StateLabel } from '../../ui/StateLabel';
import { Hash } from '../parts';
import type { Finding, Verdict } from './types';

// Who made a rule, as its identifier tells.
const FAMILIES: [RegExp, string][] = [
  [/^POLDER-EQ/, 'polder'], [/^PEPPOL-EN16931-R|^PEPPOL/, 'peppol'], [/^NL-R|^BR-NL/, 'nlcius'], [/^BR-CO/, 'sums'], [/^BR-CL/, 'codes'], [/^BR-(O|S|E|Z|AE|G|IC|IG|IP)-/, 'vat'],
  [/^UBL-/, 'ubl'], [/^BR/, 'en16931'],
];
const familyOf = (rule: string) => FAMILIES.find(([pattern]) => pattern.test(rule))?.[1] ?? 'other';
const schemaOf = (name: string) =>
  name === 'polder' ? 'polder' : /^nlcius\//.test(name) ? 'nlcius' : /PEPPOL/.test(name) ? 'peppol' : /EN16931/.test(name) ? 'en16931' : 'other';

// What the rules of e-invoices said: which were run, and what each finding means beside its identifier.
export const VerdictOfRules = ({ verdict }: { verdict: Verdict }) => {
  const translate = useTranslate();
  const official = verdict.rules.some((name) => name !== 'polder');
  const run = [...new Set(verdict.rules.map(schemaOf))];
  return (
    <>
      <Alert severity={verdict.findings.length === 0 ? 'success' : 'warning'} variant="outlined" sx={{ mb: 1.5 }}>
        {translate(verdict.findings.length > 0 ? 'invoices.findings' : official ? 'invoices.no_findings' : 'invoices.own_checks', { smart_count: verdict.findings.length })}
      </Alert>
      {verdict.findings.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mb: 1.5 }}>
          {verdict.findings.map((finding) => <Found key={`${finding.rule} ${finding.place}`} finding={finding} />)}
        </Box>
      )}
      <Typography variant="h3" gutterBottom>{translate('invoices.rules_run')}</Typography>
      <Box component="ul" sx={{ pl: 2.5, m: 0, mb: 1.5 }}>
        {run.map((name) => <Typography component="li" variant="body2" key={name}>{translate(`invoices.schema.${name}`)}</Typography>)}
      </Box>
      {!official && verdict.findings.length > 0 && <Typography variant="body2" color="text.secondary" gutterBottom>{translate('invoices.no_official_rules')}</Typography>}
      <Typography variant="body2" color="text.secondary">{translate('invoices.sha')} <Hash of={verdict.sha256} /></Typography>
    </>
  );
};

const Found = ({ finding }: { finding: Finding }) => {
  const translate = useTranslate();
  const own = /^POLDER-EQ-(\d\d)$/.exec(finding.rule)?.[1];
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box component="code" sx={{ fontWeight: 600, fontSize: '0.9em' }}>{finding.rule}</Box>
        <StateLabel state={finding.flag} label={translate(`invoices.flag.${finding.flag}`, { _: finding.flag })} />
        <Typography variant="body2" color="text.secondary">{translate(`invoices.family.${familyOf(finding.rule)}`)}</Typography>
      </Box>
      {own && <Typography variant="body2">{translate(`invoices.equality.r${own}`)}</Typography>}
      <Typography variant="body2" lang="en">{finding.text}</Typography>
      {finding.place && <Typography variant="caption" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>{finding.place}</Typography>}
    </Box>
  );
};
