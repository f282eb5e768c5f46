import { TextField } from '@mui/material';
import { FieldTitle, InputHelperText, useInput, useResourceContext, useTranslate, type Validator } from 'react-admin';

import { instituteZone, useFormats } from './format';
import { FIRST_DAY, fromWall, LAST_DAY, readersZone, toWall, zoneName } from './zones';

interface MomentProps {
  source: string;
  zone?: string;
  validate?: Validator | Validator[];
  helperText?: string;
}

// A moment, typed as the clock of the institute shows it; readers elsewhere see their own clock below.
export const MomentInput = ({ source, zone = instituteZone(), validate, helperText }: MomentProps) => {
  const translate = useTranslate();
  const { at } = useFormats();
  const resource = useResourceContext();
  const { id, field, fieldState: { error, invalid }, isRequired } = useInput({ source, validate });
  const here = readersZone();
  const inZone = translate('ui.in_zone', { zone: zoneName(zone) });
  const own = field.value && here !== zone ? ` ${translate('ui.your_zone', { zone: zoneName(here), moment: at(field.value as string, here) })}` : '';
  return (
    <TextField
      id={id} name={field.name} inputRef={field.ref} type="datetime-local" fullWidth onBlur={field.onBlur} error={invalid}
      label={<FieldTitle source={source} resource={resource} isRequired={isRequired} />}
      value={field.value ? toWall(field.value as string, zone) : ''}
      onChange={(event) => field.onChange(fromWall(event.target.value, zone))}
      helperText={<InputHelperText error={error?.message} helperText={`${inZone}${own}${helperText ? ` ${helperText}` : ''}`} />}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: `${FIRST_DAY}T00:00`, max: `${LAST_DAY}T23:59` } }}
    />
  );
};
