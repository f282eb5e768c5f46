import { useQuery } from '@tanstack/react-query';

import { request } from '../../app/http';
import type { Background } from './types';

// Once for all who show something of it.
export const useBackground = (application: string | number) =>
  useQuery({
    queryKey: ['background', application],
    queryFn: () => request<Background>('GET', `/applications/${application}/background`).then(({ json }) => json),
  });
