import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import { DateInput, maxLength, type RaRecord, regex, required, SelectInput, TextInput, useGetOne, useResourceContext, useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';

import { useFormats } from '../format';
import { CreateFrame, EditFrame } from '../FormFrame';
import { Part, Row } from '../FormParts';
import { PageSkeleton } from '../Page';
import { WHOLE } from '../RecordFrame';
import { Gap, type Version } from './version';

const NAME = [required(), maxLength(200)];
const KEY = [required(), regex(/^[a-z][a-z0-9_]{1,59}$/, 'rules.key_help')];
const empty = (value: string) => value || null;
const GIVEN = ['key', 'name_nl', 'name_en', 'source', 'valid_from', 'valid_until'];

interface Choice {
  id: string;
  name: string;
}

interface FormProps {
  title: string;
  names: string[]; // the fields of this kind of rule, beside those of all
  defaults?: Partial<RaRecord>;
  keys?: Choice[]; // of rules that are one number: what it is measured in follows from the key
  children: ReactNode;
}

const only = (data: Record<string, unknown>, names: string[]) => Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]])) as unknown as RaRecord;

// A number that was typed for one key says nothing of another.
const KeyInput = ({ keys }: { keys: Choice[] }) => {
  const { setValue } = useFormContext();
  return <SelectInput source="key" label="rules.rule" choices={keys} validate={required()} fullWidth onChange={() => setValue('value', null)} />;
};

const GapAfter = () => <Gap until={useWatch({ name: 'valid_until' })} />;

const Fields = ({ next, keys, children }: { next: boolean; keys?: Choice[]; children: ReactNode }) => (
  <>
    <Part title="rules.rule">
      {!next && (keys ? <KeyInput keys={keys} /> : <TextInput source="key" label="rules.key" validate={KEY} helperText="rules.key_help" />)}
      <Row>
        <TextInput source="name_nl" label="rules.name_nl" validate={NAME} />
        <TextInput source="name_en" label="rules.name_en" validate={NAME} />
      </Row>
    </Part>
    <Part title="rules.says">{children}</Part>
    <Part title="rules.valid">
      <Row>
        <DateInput source="valid_from" label="rules.valid_from" validate={required()} />
        <DateInput source="valid_until" label="rules.valid_until" parse={empty} helperText="rules.until_help" />
      </Row>
      <GapAfter />
      <TextInput source="source" label="rules.source" multiline minRows={2} validate={[required(), maxLength(1000)]} helperText="rules.source_help" fullWidth />
    </Part>
  </>
);

// A new rule, or the next version of one that is in force: that one stays as it is, and ends when this one begins.
export const VersionCreate = ({ title, names, defaults, keys, children }: FormProps) => {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const [params] = useSearchParams();
  const after = params.get('after');
  const { data: before } = useGetOne<Version>(resource, { id: after ?? '', meta: WHOLE }, { enabled: Boolean(after) });
  const { of } = useFormats();
  if (after && !before) return <PageSkeleton />;
  const values = before ? { ...only(before, [...GIVEN, ...names]), valid_from: null, valid_until: null, source: '' } : defaults;
  return (
    <CreateFrame title={before ? translate('rules.next_of', { name: of(before, 'name') }) : title} defaults={values} transform={(data) => only(data, [...GIVEN, ...names])}>
      {before && <Alert severity="info" variant="outlined">{translate('rules.next_help')}</Alert>}
      <Fields next={Boolean(before)} keys={keys}>{children}</Fields>
    </CreateFrame>
  );
};

export const VersionEdit = ({ names, children }: Pick<FormProps, 'names' | 'children'>) => {
  const translate = useTranslate();
  const { of } = useFormats();
  return (
    <EditFrame title={(record) => translate('rules.edit', { name: of(record, 'name') })} transform={(data) => only(data as Record<string, unknown>, [...GIVEN.slice(1), ...names])}>
      <Fields next>{children}</Fields>
    </EditFrame>
  );
};
