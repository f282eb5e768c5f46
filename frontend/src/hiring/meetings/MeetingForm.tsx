import { Typography } from '@mui/material';
import { maxLength, maxValue, minValue, type RaRecord, required, SelectInput, TextInput, useGetOne, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { instituteZone } from '../../ui/format';
import { CreateFrame, EditFrame, TwoColumns } from '../../ui/FormFrame';
import { MomentInput } from '../../ui/inputs';
import { WholeInput } from '../../ui/MoneyInput';
import { PageSkeleton } from '../../ui/Page';
import { WHOLE } from '../../ui/RecordFrame';
import { zoneName } from '../../ui/zones';
import type { Vacancy } from '../types';

const FIELDS = ['vacancy_id', 'starts_at', 'length_minutes', 'time_zone', 'place', 'chair_id'];
const YES = [required()];
const sent = (data: RaRecord, without: string[] = []) => Object.fromEntries(FIELDS.filter((name) => name in data && !without.includes(name)).map((name) => [name, data[name] ?? ''])) as unknown as RaRecord;
const JUDGES = ['committee_chair', 'committee_member'];

const Fields = () => {
  const translate = useTranslate();
  const vacancy = useWatch({ name: 'vacancy_id' }) as string;
  const zone = useWatch({ name: 'time_zone' }) as string;
  const { data } = useGetOne<Vacancy>('vacancies', { id: vacancy, meta: WHOLE }, { enabled: Boolean(vacancy) });
  const chairs = (data?.committee ?? []).filter(({ role }) => JUDGES.includes(role)).map(({ account_id, name }) => ({ id: account_id, name }));
  const zones = [...new Set([instituteZone(), data?.time_zone, 'Europe/Amsterdam', 'UTC'])].filter((one): one is string => Boolean(one));
  return (
    <>
      <Typography variant="body2" color="text.secondary">{translate('meetings.form_help')}</Typography>
      {data && chairs.length === 0 && <Typography variant="body2" color="warning.main">{translate('meetings.no_committee')}</Typography>}
      <TwoColumns>
        <MomentInput source="starts_at" zone={zone} validate={YES} />
        <WholeInput source="length_minutes" validate={[...YES, minValue(15), maxValue(720)]} />
        <SelectInput source="time_zone" choices={zones.map((id) => ({ id, name: zoneName(id) }))} translateChoice={false} validate={YES} />
        <SelectInput source="chair_id" choices={chairs} translateChoice={false} validate={YES} />
      </TwoColumns>
      <TextInput source="place" validate={maxLength(500)} helperText="meetings.place_help" />
    </>
  );
};

export const MeetingCreate = () => {
  const translate = useTranslate();
  const [params] = useSearchParams();
  const vacancy_id = params.get('vacancy') ?? '';
  const { data, isPending } = useGetOne<Vacancy>('vacancies', { id: vacancy_id, meta: WHOLE });
  if (isPending) return <PageSkeleton />;
  const chair_id = data?.committee.find(({ role }) => role === 'committee_chair')?.account_id ?? '';
  const defaults = { vacancy_id, length_minutes: 60, time_zone: instituteZone(), chair_id, place: '' };
  return <CreateFrame title={translate('meetings.plan')} defaults={defaults} transform={(data: RaRecord) => sent(data)}><Fields /></CreateFrame>;
};

export const MeetingEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame title={(record) => translate('meetings.edit', { reference: record.reference })} transform={(data: RaRecord) => sent(data, ['vacancy_id'])} redirect="show">
      <Fields />
    </EditFrame>
  );
};
