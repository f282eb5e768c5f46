import type { Domain } from '../../app/domain';

// References have no pages of their own: they stand with their application, and with their vacancy.
export const area: Domain = { resources: [], menu: [] };
