import { DateInput, maxLength, maxValue, minLength, minValue, type RaRecord, required, SelectInput, TextInput, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { DialogForm } from '../../ui/FormFrame';
import { WholeInput } from '../../ui/MoneyInput';

const KEYS = ['open_days', 'unconfirmed_days'];
const YES = [required()];
const label = (name: string) => `resources.career_rules.fields.${name}`;

// Propose a rule, or change a proposal (`rule`): it holds once somebody else has confirmed it.
export const RuleForm = ({ rule, onClose }: { rule?: RaRecord; onClose: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const name = (key: string, lang: string) => translate(`careers.key_${lang}.${key}`);
  return (
    <DialogForm
      title={translate(rule ? 'careers.change_rule' : 'careers.propose_rule')} onClose={onClose} blamed="valid_from"
      defaults={rule ? { key: rule.key, value: rule.value, valid_from: rule.valid_from, source: rule.source } : { key: 'open_days', value: null, valid_from: null, source: '' }}
      onSubmit={async ({ key, ...values }) => {
        if (rule) await request('PATCH', `/career-rules/${rule.id}`, { body: values, version: rule.version });
        else await request('POST', '/career-rules', { body: { key, ...values, name_nl: name(key, 'nl'), name_en: name(key, 'en') } });
        notify('careers.rule_proposed', { type: 'success' });
        onClose();
        refresh();
      }}
    >
      <SelectInput source="key" label={label('key')} choices={KEYS.map((id) => ({ id, name: `careers.key.${id}` }))} validate={YES} disabled={!!rule} />
      <WholeInput source="value" label={label('value')} validate={[...YES, minValue(0), maxValue(180)]} />
      <DateInput source="valid_from" label={label('valid_from')} validate={YES} />
      <TextInput source="source" label={label('source')} helperText="careers.source_help" multiline validate={[...YES, minLength(1), maxLength(1000)]} />
    </DialogForm>
  );
};
