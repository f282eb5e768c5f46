import { Typography } from '@mui/material';
import { CheckboxGroupInput, maxLength, RadioButtonGroupInput, TextInput, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { Draft } from '../../ui/Draft';
import { draftKey, dropDraft } from '../../ui/drafts';
import { DialogForm } from '../../ui/FormFrame';
import { useFormats } from '../../ui/format';
import { DECISIONS, type Item, type Meeting } from './types';

// What the committee decides of one candidate, and why: in all, and by criterion where it wants to.
export const Decide = ({ item, meeting, onClose }: { item: Item; meeting: Meeting; onClose: () => void }) => {
  const translate = useTranslate();
  const { of } = useFormats();
  const notify = useNotify();
  const refresh = useRefresh();
  const { criteria } = meeting.vacancy;
  const draft = draftKey('meeting_items', item.id, item.version);
  const here = meeting.people.filter(({ presence }) => presence === 'present').map(({ account_id, name }) => ({ id: account_id, name }));
  const save = async (values: Record<string, unknown>) => {
    const reasons = values.reasons as Record<string, string | null>;
    const body = {
      decision: values.decision === 'none' ? null : values.decision, reason: values.reason ?? '', away: values.away ?? [],
      reasons: criteria.filter(({ id }) => reasons[id]).map(({ id }) => ({ criterion_id: id, text: reasons[id] })),
    };
    await request('PUT', `/meeting-items/${item.id}/decision`, { body, version: item.version });
    dropDraft(draft);
    notify('meetings.decided', { type: 'success' });
    onClose();
    refresh();
  };
  const defaults = { decision: item.decision ?? 'none', reason: item.reason, reasons: Object.fromEntries(criteria.map(({ id }) => [id, item.reasons[id] ?? ''])), away: item.away };
  return (
    <DialogForm title={translate('meetings.decide_about', { name: item.name })} defaults={defaults} onClose={onClose} onSubmit={save}>
      <Draft name={draft} />
      <Typography variant="body2" color="text.secondary">{translate('meetings.counted', { present: item.present, committee: item.committee, quorum: item.quorum })}</Typography>
      <RadioButtonGroupInput source="decision" label="meetings.decision_label" choices={[...DECISIONS, 'none'].map((id) => ({ id, name: `meetings.decision.${id}` }))} />
      <TextInput source="reason" label="meetings.reason" multiline minRows={3} validate={maxLength(10_000)} helperText="meetings.reason_help" />
      {criteria.map((criterion) => <TextInput key={criterion.id} source={`reasons.${criterion.id}`} label={of(criterion, 'name')} multiline validate={maxLength(4000)} helperText={false} />)}
      {here.length > 0 && <CheckboxGroupInput source="away" label="meetings.away" choices={here} translateChoice={false} helperText="meetings.away_help" />}
    </DialogForm>
  );
};
