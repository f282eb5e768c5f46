import { Button, Link, Typography } from '@mui/material';
import { useState } from 'react';
import { DataTable, DateInput, maxLength, maxValue, minLength, minValue, type RaRecord, required, TextInput, useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { AskButton } from '../../identity/AskButton';
import { DialogForm } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { ListFrame } from '../../ui/ListFrame';
import { WholeInput } from '../../ui/MoneyInput';
import { problemText } from '../../ui/MovesBar';
import { Empty } from '../../ui/parts';

const NONE: [] = [];
const YES = [required()];
const label = (name: string) => `resources.career_rules.fields.${name}`;

// How long a vacancy stays open at least: rows with a source and a first day.
const RuleList = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const may = useMay();
  const { date } = useFormats();
  const [setting, setSetting] = useState(false);
  const write = may('career_rule.write');
  const withdraw = async (rule: RaRecord) => {
    try {
      await request('DELETE', `/career-rules/${rule.id}`, { version: rule.version });
      notify('careers.rule_withdrawn', { type: 'success' });
    } catch (error) {
      notify(problemText(error), { type: 'error', autoHideDuration: 8000 });
    }
    refresh();
  };
  const button = (rule: RaRecord) => write && rule.valid_from > today() && (
    <AskButton label={translate('careers.withdraw_rule')} about={date(rule.valid_from)} color="error" question={translate('careers.withdraw_rule_question')} onYes={() => void withdraw(rule)} />
  );
  return (
    <>
      <ListFrame
        title={translate('careers.rules')} lead={translate('careers.rules_lead')} sort={{ field: 'valid_from', order: 'DESC' }} filters={NONE} rowClick={false}
        above={<Link component={RouterLink} to="/vacancies">{translate('hiring.menu.vacancies')}</Link>}
        actions={write && <Button variant="contained" size="small" onClick={() => setSetting(true)}>{translate('careers.set_rule')}</Button>}
        empty={<Empty text={translate('careers.no_rules')} />}
        narrow={(rule) => (
          <>
            <Typography sx={{ fontWeight: 600 }}>{translate('careers.open_days', { smart_count: rule.open_days })}</Typography>
            <Typography variant="body2" color="text.secondary">{date(rule.valid_from)} – {date(rule.valid_until)}</Typography>
            {button(rule)}
          </>
        )}
      >
        <DataTable.NumberCol source="open_days" disableSort />
        <DataTable.NumberCol source="unconfirmed_days" disableSort />
        <DataTable.Col source="valid_from" render={(rule) => date(rule.valid_from)} />
        <DataTable.Col source="valid_until" render={(rule) => date(rule.valid_until)} />
        <DataTable.Col source="source" disableSort />
        <DataTable.Col label={translate('careers.actions')} disableSort render={button} />
      </ListFrame>
      {setting && (
        <DialogForm
          title={translate('careers.set_rule')} onClose={() => setSetting(false)} blamed="valid_from" defaults={{ open_days: null, unconfirmed_days: 7, valid_from: null, source: '' }}
          onSubmit={async (values) => {
            await request('POST', '/career-rules', { body: values });
            notify('careers.rule_set', { type: 'success' });
            setSetting(false);
            refresh();
          }}
        >
          <WholeInput source="open_days" label={label('open_days')} validate={[...YES, minValue(0), maxValue(180)]} />
          <WholeInput source="unconfirmed_days" label={label('unconfirmed_days')} validate={[...YES, minValue(1), maxValue(60)]} />
          <DateInput source="valid_from" label={label('valid_from')} validate={YES} />
          <TextInput source="source" label={label('source')} helperText="careers.source_help" multiline validate={[...YES, minLength(3), maxLength(1000)]} />
        </DialogForm>
      )}
    </>
  );
};

export default RuleList;
