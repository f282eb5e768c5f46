import { Typography } from '@mui/material';
import {
  ArrayInput, AutocompleteInput, maxLength, maxValue, minValue, type RaRecord, ReferenceInput, required, SelectInput, SimpleFormIterator,
  TextInput, useGetList, useSimpleFormIterator, useTranslate,
} from 'react-admin';
import { useWatch } from 'react-hook-form';

import { today, useFormats } from '../../ui/format';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { AddLine, Pair, Part, Row } from '../../ui/FormParts';
import { MoneyInput, PercentInput, WholeInput } from '../../ui/MoneyInput';
import { plus, useMonths } from './months';
import { WHOLE_BP } from './types';

const YES = [required()];
const TITLE = [required(), maxLength(300)];
const inOrder = (most: number | null, all: { salary_min_cents?: number | null }) =>
  most != null && all.salary_min_cents != null && most < all.salary_min_cents ? 'hiring.salary_order' : undefined;
const SALARY = [required(), inOrder];
const FIELDS = [
  'title_nl', 'title_en', 'cost_key', 'salary_scale', 'salary_min_cents', 'salary_max_cents', 'budget_salary_cents', 'fte_percent', 'starts_on',
  'months', 'note', 'employers',
];
const BUTTONS = { '& .RaSimpleFormIterator-action': { visibility: 'visible', opacity: 1 } };

interface Employer {
  organisation_id: string;
  part_bp: number;
}
// Only what was typed travels; names and sums are the server's.
const transform = (data: RaRecord): RaRecord => ({
  ...Object.fromEntries(FIELDS.filter((name) => name in data).map((name) => [name, data[name]])),
  employers: ((data.employers ?? []) as Employer[]).map(({ organisation_id, part_bp }) => ({ organisation_id, part_bp })),
}) as unknown as RaRecord;

const Add = () => {
  const { add } = useSimpleFormIterator();
  return <AddLine label="positions.add_employer" onAdd={() => add()} />;
};

// What an hour of work costs follows from the agreement; its rule says by how much.
const Agreement = () => {
  const { number, of } = useFormats();
  const { data = [] } = useGetList('employer_cost_rules', { filter: { state: 'in_force' }, sort: { field: 'key', order: 'ASC' }, pagination: { page: 1, perPage: 200 } });
  const choices = [...new Map(data.map((rule) => [rule.key as string, { id: rule.key as string, name: `${of(rule, 'name')} (+${number(rule.surcharge_bp / 100)} %)` }])).values()];
  return <SelectInput source="cost_key" choices={choices} translateChoice={false} validate={YES} helperText={data.length === 0 ? 'positions.no_cost_rule' : 'positions.cost_help'} />;
};

const Start = () => {
  const months = useMonths();
  const known = useWatch({ name: 'starts_on' }) as string | undefined;
  return <SelectInput source="starts_on" choices={months.choices(plus(`${today().slice(0, 7)}-01`, -12), 61, [known])} translateChoice={false} validate={YES} />;
};

const Together = () => {
  const translate = useTranslate();
  const { number } = useFormats();
  const employers = (useWatch({ name: 'employers' }) ?? []) as Partial<Employer>[];
  const sum = employers.reduce((bp, employer) => bp + (typeof employer?.part_bp === 'number' ? employer.part_bp : 0), 0);
  if (employers.length === 0) return null;
  return <Typography variant="body2" role="status" color={sum === WHOLE_BP ? 'text.secondary' : 'error.main'}>{translate('positions.together', { share: number(sum / 100) })}</Typography>;
};

const Fields = () => (
  <>
    <Part title="positions.post">
      <Pair>
        <TextInput source="title_nl" validate={TITLE} slotProps={{ htmlInput: { lang: 'nl' } }} />
        <TextInput source="title_en" validate={TITLE} slotProps={{ htmlInput: { lang: 'en' } }} />
      </Pair>
      <Row>
        <Start />
        <WholeInput source="months" validate={[required(), minValue(1), maxValue(120)]} />
        <WholeInput source="fte_percent" validate={[required(), minValue(1), maxValue(100)]} />
      </Row>
    </Part>
    <Part title="positions.salary" help="positions.salary_help">
      <Row>
        <MoneyInput source="salary_min_cents" validate={YES} />
        <MoneyInput source="salary_max_cents" validate={SALARY} />
        <TextInput source="salary_scale" parse={(value: string) => value || null} validate={maxLength(60)} />
      </Row>
      <Row>
        <MoneyInput source="budget_salary_cents" helperText="positions.budget_help" />
        <Agreement />
      </Row>
    </Part>
    <Part title="positions.employers" help="positions.employers_help">
      <ArrayInput source="employers" label={false} defaultValue={[]}>
        <SimpleFormIterator sx={BUTTONS} inline disableReordering disableClear addButton={<Add />}>
          <ReferenceInput source="organisation_id" reference="organisations" sort={{ field: 'sort_name', order: 'ASC' }}>
            <AutocompleteInput label="positions.employer" optionText="name" filterToQuery={(q: string) => ({ q })} validate={YES} sx={{ minWidth: { sm: '20rem' } }} helperText={false} />
          </ReferenceInput>
          <PercentInput source="part_bp" label="positions.part" validate={YES} helperText={false} />
        </SimpleFormIterator>
      </ArrayInput>
      <Together />
    </Part>
    <TextInput source="note" parse={(value: string) => value || null} validate={maxLength(2000)} multiline fullWidth />
  </>
);

export const PositionCreate = () => {
  const translate = useTranslate();
  return <CreateFrame title={translate('positions.new')} defaults={{ fte_percent: 100, months: 48, employers: [], cost_key: 'cao_nu' }} transform={transform} wide><Fields /></CreateFrame>;
};

export const PositionEdit = () => {
  const translate = useTranslate();
  return <EditFrame title={(record) => translate('positions.edit', { reference: record.reference })} transform={transform} wide><Fields /></EditFrame>;
};
