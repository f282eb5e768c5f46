import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, type Theme, Typography, useMediaQuery } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { PageHead } from '../../ui/Page';
import { Panel } from '../../ui/parts';
import { useWorth } from '../in_kind/worth';
import { useLegalValue } from '../matching/measures';
import { Wide } from '../parts';
import { useFigure, useRight } from './says';
import { GapMark, isPast, Validity, type Version, VersionLabel } from '../../ui/versions/version';

interface Kind {
  resource: string;
  title: string; // message keys
  lead: string;
  say: (rule: Version) => ReactNode;
}

// All rules that law, a funder or the institute sets for money, on one page: what counts now, what comes, and by what source.
const RulesPage = () => {
  const translate = useTranslate();
  const { euro, exact } = useFormats();
  const [legal, worth, figure, right] = [useLegalValue(), useWorth(), useFigure(), useRight()];
  const kinds: Kind[] = [
    {
      resource: 'matching_rules', title: 'matching.rules', lead: 'matching.rules_lead',
      say: (rule) => translate('matching.rule_short', { public: rule.public_parts, private: rule.private_parts, cap: euro(rule.cap_cents), basis: translate(`matching.basis.${rule.basis}`) }),
    },
    { resource: 'legal_rules', title: 'matching.legal_rules', lead: 'matching.legal_lead', say: legal },
    { resource: 'valuation_rules', title: 'inkind.tariffs', lead: 'inkind.tariffs_lead', say: worth },
    { resource: 'right_kinds', title: 'rules.rights', lead: 'rules.rights_lead', say: right },
    { resource: 'invoice_rules', title: 'rules.figures', lead: 'rules.figures_lead', say: figure },
    {
      resource: 'settlement_rules', title: 'rules.limits', lead: 'banking.limits_lead',
      say: (rule) => translate('rules.limit', { second: exact(rule.second_person_cents), rounding: exact(rule.rounding_cents), fee: exact(rule.bank_fee_cents) }),
    },
  ];
  return (
    <>
      <PageHead title={translate('rules.menu')} below={<Typography color="text.secondary">{translate('rules.lead')}</Typography>} />
      {kinds.map((kind) => <Rules key={kind.resource} {...kind} />)}
    </>
  );
};

const Rules = ({ resource, title, lead, say }: Kind) => {
  const translate = useTranslate();
  const may = useMay();
  const { of } = useFormats();
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const limits = resource === 'settlement_rules'; // these have no names: one row holds all
  const { data = [] } = useGetList<Version>(resource, { pagination: { page: 1, perPage: 200 }, sort: { field: limits ? 'valid_from' : 'key', order: 'ASC' } });
  const shown = data.filter((rule) => rule.state !== 'withdrawn' && !isPast(rule));
  const named = (rule: Version) => (limits ? translate(title) : <Link component={RouterLink} to={`/${resource}/${rule.id}/show`}>{of(rule, 'name')}</Link>);
  const gap = (rule: Version) => !limits && <GapMark resource={resource} of={rule} />;
  const label = (rule: Version) => <VersionLabel of={limits ? { ...rule, state: 'in_force' } : rule} />;
  return (
    <Panel title={translate(title)} id={resource}>
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'baseline', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '48rem' }}>{translate(lead)}</Typography>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button size="small" component={RouterLink} to={`/${resource}`}>{translate('rules.all')}</Button>
          {!limits && may('rule.write') && <Button size="small" variant="outlined" component={RouterLink} to={`/${resource}/create`}>{translate('rules.propose')}</Button>}
        </Box>
      </Box>
      {shown.length === 0 ? <Typography variant="body2" color="text.secondary">{translate('rules.none')}</Typography> : small ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {shown.map((rule) => (
            <Box component="li" key={rule.id} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
              <Typography variant="body2" component="div" sx={{ fontWeight: 600 }}>{named(rule)}</Typography>
              <Typography variant="body2">{say(rule)}</Typography>
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>{label(rule)} <Typography variant="body2" color="text.secondary"><Validity of={rule} /></Typography>{gap(rule)}</Box>
              <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>{rule.source}</Typography>
            </Box>
          ))}
        </Box>
      ) : (
        <Wide label={translate(title)}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {['rules.rule', 'rules.says', 'rules.stands', 'rules.valid', 'rules.source'].map((head) => <TableCell key={head}>{translate(head)}</TableCell>)}
              </TableRow>
            </TableHead>
            <TableBody>
              {shown.map((rule) => (
                <TableRow key={rule.id} sx={{ '& td': { verticalAlign: 'top' } }}>
                  <TableCell>{named(rule)}</TableCell>
                  <TableCell>{say(rule)}</TableCell>
                  <TableCell>{label(rule)}</TableCell>
                  <TableCell><Validity of={rule} />{gap(rule)}</TableCell>
                  <TableCell sx={{ maxWidth: '22rem' }}>{rule.source}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Wide>
      )}
    </Panel>
  );
};

export default RulesPage;
