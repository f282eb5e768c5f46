import { Box, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import {
  ArrayInput, AutocompleteInput, BooleanInput, DateInput, maxLength, maxValue, minValue, type RaRecord, ReferenceInput, required,
  SelectInput, SimpleFormIterator, TextInput, useSimpleFormIterator, useTranslate,
} from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { instituteZone } from '../ui/format';
import { CreateFrame, EditFrame } from '../ui/FormFrame';
import { AddLine, Pair, Part, Row } from '../ui/FormParts';
import { MomentInput } from '../ui/inputs';
import { DecimalInput, MoneyInput, WholeInput } from '../ui/MoneyInput';
import { Prose } from '../ui/Prose';
import { zoneName } from '../ui/zones';
import { ForVacancy } from './positions/ForVacancy';
import { type Criterion, DOCUMENT_KINDS } from './types';

const ZONES = ['Europe/Amsterdam', 'Europe/Brussels', 'Europe/Berlin', 'Europe/London', 'Europe/Lisbon', 'Europe/Helsinki', 'UTC'];
const YES = [required()];
const inOrder = (most: number | null, all: { salary_min_cents?: number | null }) =>
  most != null && all.salary_min_cents != null && most < all.salary_min_cents ? 'hiring.salary_order' : undefined;
const SALARY = [required(), inOrder];
// what can be done with a line is seen without hovering
const BUTTONS = { '& .RaSimpleFormIterator-action': { visibility: 'visible', opacity: 1 } };

// The server numbers criteria by their order; what it computed does not go back.
const bare = (criteria: Criterion[] | undefined) =>
  criteria?.map(({ name_nl, name_en, rubric_nl, rubric_en }) => ({ name_nl, name_en, rubric_nl: rubric_nl ?? '', rubric_en: rubric_en ?? '' }));
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const transform = (data: RaRecord, options?: { previousData?: RaRecord }): RaRecord => {
  const before = options?.previousData;
  const criteria = bare(data.criteria as Criterion[]) ?? [];
  const texts = Object.fromEntries(['location', 'text_nl', 'text_en'].map((name) => [name, data[name] ?? '']));
  return { ...data, ...texts, criteria: before && same(bare(before.criteria as Criterion[]), criteria) ? before.criteria : criteria };
};

const Add = ({ label }: { label: string }) => {
  const { add } = useSimpleFormIterator();
  return <AddLine label={label} onAdd={() => add()} />;
};

// One language: title and text, with the text as the public page shows it one click away.
const Language = ({ language }: { language: 'nl' | 'en' }) => {
  const translate = useTranslate();
  const [view, setView] = useState('write');
  const text = useWatch({ name: `text_${language}` }) as string;
  return (
    <Box>
      <TextInput source={`title_${language}`} validate={[required(), maxLength(300)]} fullWidth slotProps={{ htmlInput: { lang: language } }} />
      <Tabs value={view} onChange={(_event, value: string) => setView(value)} aria-label={translate(`resources.vacancies.fields.text_${language}`)} sx={{ minHeight: 32, '& .MuiTab-root': { minHeight: 32, py: 0, textTransform: 'none' } }}>
        <Tab value="write" label={translate('ui.write')} />
        <Tab value="preview" label={translate('ui.preview')} />
      </Tabs>
      <Box sx={{ display: view === 'write' ? 'block' : 'none' }}>
        <TextInput source={`text_${language}`} multiline minRows={10} maxRows={24} fullWidth validate={maxLength(20_000)} helperText="hiring.text_help" slotProps={{ htmlInput: { lang: language } }} />
      </Box>
      {view === 'preview' && <Box sx={{ p: 2, border: 1, borderColor: 'divider', borderRadius: 2, minHeight: 240 }}><Prose text={text} lang={language} /></Box>}
    </Box>
  );
};

const Deadline = () => {
  const zone = (useWatch({ name: 'time_zone' }) as string) || instituteZone();
  return <MomentInput source="deadline" zone={zone} validate={YES} />;
};

const Zone = () => {
  const known = useWatch({ name: 'time_zone' }) as string;
  const zones = [...new Set([instituteZone(), known, ...ZONES])].filter(Boolean);
  return <SelectInput source="time_zone" choices={zones.map((id) => ({ id, name: zoneName(id) }))} translateChoice={false} validate={YES} />;
};

const Fields = () => (
  <>
    <Part title="hiring.texts"><Pair><Language language="nl" /><Language language="en" /></Pair></Part>
    <ForVacancy />
    <Part title="hiring.post">
      <Row>
        <ReferenceInput source="employer_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
          <AutocompleteInput optionText="name" filterToQuery={(q: string) => ({ q })} fullWidth />
        </ReferenceInput>
        <TextInput source="location" validate={maxLength(200)} />
      </Row>
      <Row>
        <MoneyInput source="salary_min_cents" validate={YES} helperText="hiring.salary_help" />
        <MoneyInput source="salary_max_cents" validate={SALARY} />
        <TextInput source="salary_scale" parse={(value: string) => value || null} validate={maxLength(60)} />
      </Row>
      <Row>
        <WholeInput source="fte_percent" validate={[required(), minValue(1), maxValue(100)]} />
        <DecimalInput source="hours_per_week" validate={[required(), minValue(1), maxValue(60)]} />
        <WholeInput source="contract_months" validate={[minValue(1), maxValue(600)]} helperText="hiring.months_help" />
        <DateInput source="starts_on" parse={(value: string) => value || null} />
      </Row>
    </Part>
    <Part title="hiring.closing" help="hiring.closing_help">
      <Row>
        <Deadline />
        <Zone />
        <WholeInput source="grace_minutes" validate={[required(), minValue(0), maxValue(240)]} helperText="hiring.grace_help" />
      </Row>
    </Part>
    <Part title="hiring.documents_asked" help="hiring.documents_help">
      <ArrayInput source="documents_asked" label={false} defaultValue={[]}>
        <SimpleFormIterator sx={BUTTONS} inline disableReordering disableClear addButton={<Add label="hiring.add_document" />}>
          <SelectInput source="kind" label="hiring.document_kind" choices={DOCUMENT_KINDS.map((id) => ({ id, name: `kind.${id}` }))} validate={YES} helperText={false} />
          <BooleanInput source="required" label="hiring.document_required" defaultValue helperText={false} />
        </SimpleFormIterator>
      </ArrayInput>
    </Part>
    <Part title="hiring.criteria" help="hiring.criteria_help">
      <ArrayInput source="criteria" label={false} defaultValue={[]}>
        <SimpleFormIterator sx={BUTTONS} disableClear fullWidth addButton={<Add label="hiring.add_criterion" />}>
          <Pair>
            <TextInput source="name_nl" label="hiring.name_nl" validate={[required(), maxLength(200)]} fullWidth helperText={false} />
            <TextInput source="name_en" label="hiring.name_en" validate={[required(), maxLength(200)]} fullWidth helperText={false} />
            <TextInput source="rubric_nl" label="hiring.rubric_nl" multiline minRows={2} validate={maxLength(4000)} fullWidth helperText={false} />
            <TextInput source="rubric_en" label="hiring.rubric_en" multiline minRows={2} validate={maxLength(4000)} fullWidth helperText={false} />
          </Pair>
        </SimpleFormIterator>
      </ArrayInput>
    </Part>
  </>
);

const defaults = () => ({
  text_nl: '', text_en: '', location: '', fte_percent: 100, hours_per_week: 38, grace_minutes: 15, time_zone: instituteZone(),
  documents_asked: [{ kind: 'cv', required: true }], criteria: [],
});

export const VacancyCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  return <CreateFrame title={translate('hiring.new_vacancy')} defaults={{ ...defaults(), position_id: params.get('position') }} transform={transform} wide><Fields /></CreateFrame>;
};

export const VacancyEdit = () => {
  const translate = useTranslate();
  return <EditFrame title={(record) => translate('hiring.edit_vacancy', { reference: record.reference })} transform={transform} wide><Fields /></EditFrame>;
};
