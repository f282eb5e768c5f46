import { useMemo } from 'react';
import type { Validator } from 'react-admin';

// Refuses a number outside a range, said as people read it.
export const useWithin = (least: number, most: number, say: (value: number) => string = String): Validator => {
  const [from, until] = [say(least), say(most)];
  return useMemo(
    () => (value: unknown) => (typeof value === 'number' && (value < least || value > most) ? { message: 'rules.within', args: { least: from, most: until } } : undefined),
    [least, most, from, until],
  );
};
