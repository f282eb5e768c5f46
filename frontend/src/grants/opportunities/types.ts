import type { components } from '../../app/api-types';

export type Opportunity = components['schemas']['Opportunity'];
export type OpportunityRow = components['schemas']['OpportunityRow'];
export type ImportResult = components['schemas']['OpportunityImportResult'];
export type ImportKept = components['schemas']['OpportunityImport'];
export type Repair = components['schemas']['Repair'];

export const FORMS = ['actual', 'unit', 'lump_sum', 'unknown'] as const;
export const STATUSES = ['open', 'forthcoming', 'closed', 'unknown'] as const;
export const MISSING = ['deadline', 'budget', 'call_id'] as const;
