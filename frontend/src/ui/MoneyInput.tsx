import { InputAdornment, TextField } from '@mui/material';
import { useMemo, useState } from 'react';
import { FieldTitle, InputHelperText, useInput, useResourceContext, useTranslate, type Validator } from 'react-admin';

import { useFormats } from './format';
import { typed, understand } from './money';

interface Props {
  source: string;
  label?: string | false;
  name?: string; // for a column of a table, whose heading the input does not repeat: said to screen readers
  validate?: Validator | Validator[];
  helperText?: string | false;
  readOnly?: boolean;
  placeholder?: string;
}
type Measure = 'money' | 'hundredths' | 'decimal' | 'whole'; // the first two are kept as whole hundredths

const NUMBERS = { decimal: 1, hundredths: 100, money: 100, whole: 1 };

// Numbers as people type them, with a comma or a point; a browser's own number field drops the one it does not know, and
// makes 105 of 10,5. While typing it says what it understood, and goes on saying so: a line that went away would move the
// button that is about to be pressed. What it does not understand stays as typed, with the reason.
const TypedInput = ({ source, label, name, validate, helperText, readOnly, placeholder, measure }: Props & { measure: Measure }) => {
  const translate = useTranslate();
  const { locale, exact } = useFormats();
  const resource = useResourceContext();
  const [text, setText] = useState<string | null>(null);
  const [told, setTold] = useState(false);
  const money = measure === 'money';
  const each = NUMBERS[measure];
  const rules = useMemo(() => {
    const readable: Validator = (value: unknown) => {
      if (typeof value !== 'string') return measure === 'whole' && typeof value === 'number' && !Number.isInteger(value) ? 'ui.number.whole' : undefined;
      const found = understand(value, locale);
      return 'problem' in found ? `ui.${money ? 'money' : 'number'}.${found.problem}` : undefined;
    };
    return [readable, ...(validate ? [validate].flat() : [])];
  }, [validate, locale, measure, money]);
  const { id, field, fieldState: { error, invalid }, isRequired } = useInput({ source, validate: rules });
  const value = field.value as number | string | null | undefined;
  const hundredths = typeof value === 'number' ? Math.round((value * 100) / each) : null;
  const shown = text ?? (hundredths === null ? (value ?? '') : typed(hundredths, locale, money));
  const understood = told && hundredths !== null ? translate('ui.money.understood', { amount: money ? exact(hundredths) : typed(hundredths, locale, false) }) : null;
  const bare = helperText === '' || helperText === false;
  return (
    <TextField
      id={id} name={field.name} inputRef={field.ref} fullWidth autoComplete="off" error={invalid} placeholder={placeholder}
      label={label === false ? undefined : <FieldTitle label={label} source={source} resource={resource} isRequired={isRequired} />}
      value={shown}
      onChange={(event) => {
        const next = event.target.value;
        const found = understand(next, locale);
        setText(next);
        if (money || /[.,]/.test(next)) setTold(true);
        field.onChange('problem' in found ? next : found.hundredths === null ? null : (found.hundredths * each) / 100);
      }}
      onBlur={() => {
        if (typeof value !== 'string') setText(null);
        field.onBlur();
      }}
      helperText={
        bare && !told && !error ? undefined : <InputHelperText error={error?.message} helperText={understood ?? (helperText ? translate(helperText) : '\u00a0')} />
      }
      slotProps={{
        input: { startAdornment: money ? <InputAdornment position="start">€</InputAdornment> : undefined, readOnly },
        htmlInput: { inputMode: measure === 'whole' ? 'numeric' : 'decimal', 'aria-label': name, style: { textAlign: money ? 'right' : undefined, fontVariantNumeric: 'tabular-nums' } },
      }}
    />
  );
};

// Euros on screen, whole cents in the record.
export const MoneyInput = (props: Props) => <TypedInput {...props} measure="money" />;
// A number with at most two decimals.
export const DecimalInput = (props: Props) => <TypedInput {...props} measure="decimal" />;
// Per cents on screen, hundredths of them in the record.
export const PercentInput = (props: Props) => <TypedInput {...props} measure="hundredths" />;
export const WholeInput = (props: Props) => <TypedInput {...props} measure="whole" />;
