import { Alert } from '@mui/material';
import { useEffect, useRef } from 'react';
import { AutocompleteInput, maxLength, ReferenceInput, TextInput, useGetOne, useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { Part } from '../../ui/FormParts';
import { WHOLE } from '../../ui/RecordFrame';
import { useMonths } from './months';
import type { Position } from './types';

const USABLE = { state: ['draft', 'funded', 'approved', 'vacant'] };
const TAKEN = { salary_min_cents: 'salary_min_cents', salary_max_cents: 'salary_max_cents', salary_scale: 'salary_scale', fte_percent: 'fte_percent', contract_months: 'months', starts_on: 'starts_on' } as const;

// What pays the post: a position, from which salary, size and term are taken, or why there is none.
export const ForVacancy = () => {
  const translate = useTranslate();
  const may = useMay();
  const { locale } = useFormats();
  const chosen = useWatch({ name: 'position_id' }) as string | null | undefined;
  return (
    <Part title="positions.for_vacancy" help="positions.for_vacancy_help">
      {may('position.read') && (
        <ReferenceInput source="position_id" reference="positions" filter={USABLE} sort={{ field: 'starts_on', order: 'ASC' }} perPage={50}>
          <AutocompleteInput
            label="positions.position" optionText={(one) => (one ? `${one[`title_${locale === 'nl' ? 'nl' : 'en'}`]} · ${one.reference} · ${translate(`state.${one.state}`)}` : '')}
            filterToQuery={(q: string) => ({ q })} parse={(value: string) => value || null} fullWidth
          />
        </ReferenceInput>
      )}
      {chosen ? <Chosen id={chosen} /> : <TextInput source="without_position" label="positions.without" parse={(value: string) => value || null} validate={maxLength(2000)} multiline fullWidth helperText="positions.without_help" />}
    </Part>
  );
};

// A position that is chosen now fills in what it says; one that was chosen before is left as the vacancy has it.
const Chosen = ({ id }: { id: string }) => {
  const translate = useTranslate();
  const { euro } = useFormats();
  const months = useMonths();
  const { setValue, formState: { defaultValues } } = useFormContext();
  const done = useRef(defaultValues?.reference ? (defaultValues.position_id as string | null) : null);
  const { data: position } = useGetOne<Position>('positions', { id, meta: WHOLE });
  useEffect(() => {
    if (!position || done.current === position.id) return;
    done.current = position.id as string;
    for (const [field, from] of Object.entries(TAKEN)) setValue(field, position[from], { shouldDirty: true });
    setValue('without_position', null);
  }, [position, setValue]);
  if (!position) return null;
  return (
    <Alert severity={position.covered ? 'info' : 'warning'} variant="outlined">
      {translate('positions.chosen', { range: `${euro(position.salary_min_cents)} – ${euro(position.salary_max_cents)}`, fte: position.fte_percent, months: months.span(position.starts_on, position.until_month) })}
      {!position.covered && ` ${translate('positions.chosen_gap')}`}
      {position.covered && !['approved', 'vacant'].includes(position.state) && ` ${translate('positions.chosen_waits')}`}
    </Alert>
  );
};
