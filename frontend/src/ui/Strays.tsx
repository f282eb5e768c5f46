import { Alert } from '@mui/material';
import { useEffect, useState } from 'react';
import { type FieldErrors, useFormContext } from 'react-hook-form';

const flat = (errors: FieldErrors, prefix = ''): [string, string][] =>
  Object.entries(errors).flatMap(([name, error]): [string, string][] => {
    if (!error) return [];
    if (typeof error.type === 'string') return error.type === 'server' ? [[prefix + name, String(error.message ?? '')]] : [];
    return flat(error as FieldErrors, `${prefix}${name}.`);
  });

// What the server says about a field that this form does not show. It is said here, and must not block the next try.
export const Strays = () => {
  const { formState: { errors, isSubmitting }, control, clearErrors } = useFormContext();
  const [said, setSaid] = useState<string[]>([]);
  useEffect(() => {
    if (isSubmitting) setSaid([]);
  }, [isSubmitting]);
  useEffect(() => {
    const strays = flat(errors).filter(([name]) => !control._names.mount.has(name));
    if (strays.length === 0) return;
    setSaid(strays.map(([name, message]) => `${name}: ${message}`));
    clearErrors(strays.map(([name]) => name));
  }, [errors, control, clearErrors]);
  if (said.length === 0) return null;
  return <Alert severity="error" variant="outlined" sx={{ my: 1 }}>{said.map((line) => <div key={line}>{line}</div>)}</Alert>;
};
