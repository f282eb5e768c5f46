import { InputAdornment, TextField } from '@mui/material';
import { useMemo, useState } from 'react';
import { FieldTitle, InputHelperText, useInput, useResourceContext, useTranslate, type Validator } from 'react-admin';

import { useFormats } from './format';
import { typedAmount, understand } from './money';

interface Props {
  source: string;
  label?: string | false;
  name?: string; // for a column of a table, whose heading the input does not repeat: said to screen readers
  validate?: Validator | Validator[];
  helperText?: string;
  readOnly?: boolean;
}

// Euros as people type them, whole cents in the record. While typing it says what it understood; what it does not
// understand stays as typed, with the reason.
export const MoneyInput = ({ source, label, name, validate, helperText, readOnly }: Props) => {
  const translate = useTranslate();
  const { locale, exact } = useFormats();
  const resource = useResourceContext();
  const [typed, setTyped] = useState<string | null>(null);
  const rules = useMemo(() => {
    const readable: Validator = (value: unknown) => {
      if (typeof value !== 'string') return undefined;
      const found = understand(value, locale);
      return 'problem' in found ? found.problem : undefined;
    };
    return [...(validate ? [validate].flat() : []), readable];
  }, [validate, locale]);
  const { id, field, fieldState: { error, invalid }, isRequired } = useInput({ source, validate: rules });
  const value = field.value as number | string | null | undefined;
  const shown = typed ?? (typeof value === 'number' ? typedAmount(value, locale) : (value ?? ''));
  const understood = typed !== null && typeof value === 'number' ? translate('ui.money.understood', { amount: exact(value) }) : null;
  return (
    <TextField
      id={id} name={field.name} inputRef={field.ref} fullWidth autoComplete="off" error={invalid}
      label={label === false ? undefined : <FieldTitle label={label} source={source} resource={resource} isRequired={isRequired} />}
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        const found = understand(text, locale);
        setTyped(text);
        field.onChange('problem' in found ? text : found.cents);
      }}
      onBlur={() => {
        if (typeof value !== 'string') setTyped(null);
        field.onBlur();
      }}
      helperText={
        helperText === '' && !understood && !error ? undefined : <InputHelperText error={error?.message} helperText={understood ?? (helperText ? translate(helperText) : ' ')} />
      }
      slotProps={{
        input: { startAdornment: <InputAdornment position="start">€</InputAdornment>, readOnly },
        htmlInput: { inputMode: 'decimal', 'aria-label': name, style: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } },
      }}
    />
  );
};
