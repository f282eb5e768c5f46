import { Alert, Box, Button, Link } from '@mui/material';
import { useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { RuleForm } from './RuleForm';

const RuleShow = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <RecordFrame
      title={(rule) => of(rule, 'name')} label={(rule) => <StateLabel state={rule.state} />} below={() => <MovesBar resource="career_rules" />} actions={<Change />}
      above={() => <Link component={RouterLink} to="/career_rules">{translate('careers.rules')}</Link>}
      aside={<Box sx={{ p: 2 }}><Timeline resource="career_rules" /></Box>}
    >
      <Facts />
    </RecordFrame>
  );
};

const Change = () => {
  const translate = useTranslate();
  const may = useMay();
  const rule = useRecordContext();
  const [open, setOpen] = useState(false);
  if (!rule || rule.state !== 'proposed' || !may('career_rule.write')) return null;
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)}>{translate('careers.change_rule')}</Button>
      {open && <RuleForm rule={rule} onClose={() => setOpen(false)} />}
    </>
  );
};

const Facts = () => {
  const translate = useTranslate();
  const { date, short } = useFormats();
  const rule = useRecordContext();
  if (!rule) return null;
  const field = (name: string) => translate(`resources.career_rules.fields.${name}`);
  return (
    <>
      {rule.state === 'proposed' && <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>{translate('careers.another_confirms')}</Alert>}
      <Panel title={translate('careers.rule_says')} id="says">
        <Box component="dl" sx={{ m: 0 }}>
          <Fact label={field('value')}>{String(rule.value)}</Fact>
          <Fact label={field('valid_from')}>{date(rule.valid_from)}</Fact>
          <Fact label={field('valid_until')}>{date(rule.valid_until)}</Fact>
          <Fact label={field('source')}>{rule.source}</Fact>
          <Fact label={translate('careers.confirmed')}>{rule.confirmed_at && `${rule.confirmed_by_name ?? ''} · ${short(rule.confirmed_at)}`}</Fact>
        </Box>
      </Panel>
    </>
  );
};

export default RuleShow;
