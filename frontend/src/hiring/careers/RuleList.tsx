import { Button, Link, Typography } from '@mui/material';
import { useState } from 'react';
import { DataTable, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { RuleForm } from './RuleForm';

const NONE: [] = [];

// How long a vacancy stays open at least, and an unconfirmed address: rows with a source, by two people.
const RuleList = () => {
  const translate = useTranslate();
  const may = useMay();
  const { date, of } = useFormats();
  const [proposing, setProposing] = useState(false);
  return (
    <>
      <ListFrame
        title={translate('careers.rules')} lead={translate('careers.rules_lead')} sort={{ field: 'key', order: 'ASC' }} filters={NONE}
        above={<Link component={RouterLink} to="/vacancies">{translate('hiring.menu.vacancies')}</Link>}
        actions={may('career_rule.write') && <Button variant="contained" size="small" onClick={() => setProposing(true)}>{translate('careers.propose_rule')}</Button>}
        empty={<Empty text={translate('careers.no_rules')} />}
        narrow={(rule) => (
          <>
            <Typography sx={{ fontWeight: 600 }}>{of(rule, 'name')}: {rule.value}</Typography>
            <Typography variant="body2" color="text.secondary">{date(rule.valid_from)} – {date(rule.valid_until)}</Typography>
            <StateLabel state={rule.state} />
          </>
        )}
      >
        <DataTable.Col source="key" render={(rule) => of(rule, 'name')} />
        <DataTable.NumberCol source="value" disableSort />
        <DataTable.Col source="state" render={(rule) => <StateLabel state={rule.state} />} />
        <DataTable.Col source="valid_from" render={(rule) => date(rule.valid_from)} />
        <DataTable.Col source="valid_until" render={(rule) => date(rule.valid_until)} />
      </ListFrame>
      {proposing && <RuleForm onClose={() => setProposing(false)} />}
    </>
  );
};

export default RuleList;
