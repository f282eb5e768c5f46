import { CheckboxGroupInput, maxLength, maxValue, minValue, type RaRecord, required, SelectInput, TextInput, useGetOne, useTranslate } from 'react-admin';
import { Typography } from '@mui/material';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { instituteZone, useFormats } from '../../ui/format';
import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { WholeInput } from '../../ui/MoneyInput';
import { WHOLE } from '../../ui/RecordFrame';
import { zoneName } from '../../ui/zones';
import type { Vacancy } from '../types';
import { MODES, type Round } from './types';

const FIELDS = [
  'vacancy_id', 'name_nl', 'name_en', 'minutes', 'buffer_minutes', 'closes_hours', 'time_zone', 'mode', 'place', 'instructions_nl', 'instructions_en',
  'account_ids',
];
const YES = [required()];
const sent = (data: RaRecord, without: string[] = []) => Object.fromEntries(FIELDS.filter((name) => name in data && !without.includes(name)).map((name) => [name, data[name] ?? ''])) as unknown as RaRecord;

const Fields = () => {
  const translate = useTranslate();
  const vacancy = useWatch({ name: 'vacancy_id' }) as string;
  const { data } = useGetOne<Vacancy>('vacancies', { id: vacancy, meta: WHOLE }, { enabled: Boolean(vacancy) });
  const people = [...new Map((data?.committee ?? []).map(({ account_id, name }) => [account_id, { id: account_id, name }])).values()];
  const zones = [...new Set([instituteZone(), data?.time_zone, 'Europe/Amsterdam', 'UTC'])].filter((zone): zone is string => Boolean(zone));
  return (
    <>
      <Typography variant="body2" color="text.secondary">{translate('interviews.round_help')}</Typography>
      <TwoColumns>
        <TextInput source="name_nl" validate={[...YES, maxLength(200)]} />
        <TextInput source="name_en" validate={[...YES, maxLength(200)]} />
        <WholeInput source="minutes" validate={[...YES, minValue(5), maxValue(480)]} />
        <WholeInput source="buffer_minutes" validate={[...YES, minValue(0), maxValue(240)]} />
        <SelectInput source="mode" choices={MODES.map((id) => ({ id, name: `interviews.mode.${id}` }))} validate={YES} />
        <TextInput source="place" validate={maxLength(500)} helperText="interviews.place_help" />
        <WholeInput source="closes_hours" validate={[...YES, minValue(0), maxValue(336)]} helperText="interviews.closes_help" />
        <SelectInput source="time_zone" choices={zones.map((id) => ({ id, name: zoneName(id) }))} translateChoice={false} validate={YES} />
      </TwoColumns>
      {data && people.length === 0
        ? <Typography variant="body2" color="warning.main">{translate('interviews.no_committee')}</Typography>
        : <CheckboxGroupInput source="account_ids" choices={people} translateChoice={false} helperText="interviews.panel_help" />}
      <TextInput source="instructions_nl" multiline minRows={2} validate={maxLength(4000)} />
      <TextInput source="instructions_en" multiline minRows={2} validate={maxLength(4000)} />
    </>
  );
};

export const RoundCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const vacancy_id = params.get('vacancy') ?? '';
  const defaults = {
    vacancy_id, name_nl: 'Eerste gesprek', name_en: 'First interview', minutes: 45, buffer_minutes: 15, closes_hours: 24, mode: 'on_site', time_zone: instituteZone(),
    account_ids: [], place: '', instructions_nl: '', instructions_en: '',
  };
  return <CreateFrame title={translate('interviews.new_round')} defaults={defaults} transform={(data: RaRecord) => sent(data)}><Fields /></CreateFrame>;
};

export const RoundEdit = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <EditFrame
      title={(record) => translate('interviews.edit_round', { name: of(record, 'name') })}
      prepare={(record) => ({ ...record, account_ids: (record as Round).panel.map(({ account_id }) => account_id) })}
      transform={(data: RaRecord) => sent(data, ['vacancy_id'])} redirect="show"
    >
      <Fields />
    </EditFrame>
  );
};
