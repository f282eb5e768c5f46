import { useMemo } from 'react';
import { useGetList } from 'react-admin';

import { today } from '../../ui/format';
import type { RightKind } from '../types';

// The catalogue of rights that funders ask for, by key: data, not code.
export const useRightKinds = (): Map<string, RightKind> => {
  const { data } = useGetList<RightKind>('right_kinds', { filter: { state: 'in_force' }, pagination: { page: 1, perPage: 200 }, sort: { field: 'valid_from', order: 'ASC' } });
  // of each kind the version that began last, unless it has yet to begin
  return useMemo(() => {
    const begun = (data ?? []).filter(({ valid_from }) => valid_from <= today());
    return new Map([...(data ?? []), ...begun].map((kind) => [kind.key, kind]));
  }, [data]);
};
