import { AutocompleteInput, DateInput, maxLength, ReferenceInput, required, SelectInput, TextInput, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { request } from '../../app/http';
import { useCountries } from '../../partners/parts';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { today } from '../../ui/format';
import { type Milestone, OWNERS, STAY_KINDS } from './types';

const YES = [required()];
const KINDS = STAY_KINDS.map((id) => ({ id, name: `stays.kind.${id}` }));
const WHO = OWNERS.map((id) => ({ id, name: `stays.owner.${id}` }));
const nothing = (value: string) => value || null;

interface Planned {
  id: string;
  organisation_id: string;
  country_code: string;
  kind: string;
  valid_from: string;
  valid_until: string;
  note: string | null;
  version: number;
}

export const StayDialog = ({ appointment, stay, onClose }: { appointment: string; stay?: Planned; onClose: (saved: boolean) => void }) => {
  const translate = useTranslate();
  const countries = useCountries();
  return (
    <DialogForm
      title={translate(stay ? 'stays.change' : 'stays.plan')} onClose={() => onClose(false)} defaults={stay ?? { kind: 'exchange', note: null }} blamed="valid_from"
      onSubmit={async ({ organisation_id, country_code, kind, valid_from, valid_until, note }) => {
        const body = { organisation_id, country_code: country_code || null, kind, valid_from, valid_until, note: note || null };
        if (stay) await request('PATCH', `/stays/${stay.id}`, { body, version: stay.version });
        else await request('POST', `/appointments/${appointment}/stays`, { body });
        onClose(true);
      }}
    >
      <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
        <AutocompleteInput label="stays.where" optionText="name" filterToQuery={(q: string) => ({ q })} validate={YES} />
      </ReferenceInput>
      <TwoColumns>
        <SelectInput source="kind" label="stays.what" choices={KINDS} validate={YES} />
        <AutocompleteInput source="country_code" label="stays.country" choices={countries} helperText="stays.country_help" />
        <DateInput source="valid_from" label="stays.first_day" validate={YES} />
        <DateInput source="valid_until" label="stays.last_day" validate={YES} />
      </TwoColumns>
      <TextInput source="note" label="stays.note" parse={nothing} validate={maxLength(2000)} multiline />
    </DialogForm>
  );
};

// What a milestone is: said by whoever keeps it.
export const MilestoneDialog = ({ appointment, milestone, onClose }: { appointment: string; milestone?: Milestone; onClose: (saved: boolean) => void }) => {
  const translate = useTranslate();
  return (
    <DialogForm
      title={translate(milestone ? 'stays.change_milestone' : 'stays.add_milestone')} onClose={() => onClose(false)} defaults={milestone ? { ...milestone } : { whose: 'appointed' }}
      onSubmit={async ({ title, whose, due_on }) => {
        const body = { title, whose, due_on };
        if (milestone) await request('PATCH', `/milestones/${milestone.id}`, { body, version: milestone.version });
        else await request('POST', `/appointments/${appointment}/milestones`, { body });
        onClose(true);
      }}
    >
      <TextInput source="title" label="stays.milestone" validate={[required(), maxLength(300)]} />
      <TwoColumns>
        <SelectInput source="whose" label="stays.whose" choices={WHO} validate={YES} helperText="stays.owner_help" />
        <DateInput source="due_on" label="stays.due" validate={YES} />
      </TwoColumns>
    </DialogForm>
  );
};

// That it is done, and what shows it; or, without a day, that it is open again.
export const DoneDialog = ({ milestone, onClose }: { milestone: Milestone; onClose: (saved: boolean) => void }) => (
  <DialogForm
    title={milestone.title} onClose={() => onClose(false)} defaults={{ done_on: milestone.done_on ?? today(), evidence: milestone.evidence }}
    onSubmit={async ({ done_on, evidence }) => {
      await request('PATCH', `/milestones/${milestone.id}`, { body: { done_on: done_on || null, evidence: evidence ?? '' }, version: milestone.version });
      onClose(true);
    }}
  >
    <DoneFields />
  </DialogForm>
);

const DoneFields = () => (
  <>
    <DateInput source="done_on" label="stays.done_on" parse={nothing} helperText={useWatch({ name: 'done_on' }) ? false : 'stays.reopens'} />
    <TextInput source="evidence" label="stays.evidence" parse={(value: string | null) => value ?? ''} validate={maxLength(2000)} multiline helperText="stays.evidence_help" />
  </>
);
