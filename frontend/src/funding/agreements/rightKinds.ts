import { useMemo } from 'react';
import { useGetList } from 'react-admin';

import type { RightKind } from '../types';

// The catalogue of rights that funders ask for: data, not code.
export const useRightKinds = (): Map<string, RightKind> => {
  const { data } = useGetList<RightKind>('right_kinds', { pagination: { page: 1, perPage: 200 }, sort: { field: 'name_en', order: 'ASC' } });
  return useMemo(() => new Map((data ?? []).map((kind) => [String(kind.id), kind])), [data]);
};
