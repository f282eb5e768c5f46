// How matching stands, as the server tells it. Amounts are whole cents, shares are hundredths of a per cent.
import type { RaRecord } from 'react-admin';

import type { components } from '../../app/api-types';

type Schemas = components['schemas'];
export type Basis = Schemas['MatchingBasis'];
export type OfRule = Schemas['MatchingOfRule'];
export type Standing = Schemas['MatchingStanding'];
export type Terms = Schemas['MatchingTerms'];
export type WhatIf = Schemas['MatchingWhatIf'];

export const BASES = ['committed', 'invoiced', 'received', 'spent'] as const;
export type Bases = OfRule['bases'];
// What public money is paid by; of all money also what it is made of.
export type PaidBy = Pick<Basis, 'base_cents' | 'earned_cents' | 'entitlement_cents' | 'above_cap_cents' | 'public_cents' | 'gap_cents'> & Partial<Basis>;
export const RULE_STATES = ['proposed', 'in_force', 'withdrawn'];

export interface SnapshotRow extends RaRecord {
  key: string;
  rule_id: string;
  quarter_from: string;
  quarter_until: string;
  basis: string;
  base_cents: number;
  entitlement_cents: number;
  public_received_cents: number;
  gap_cents: number;
  sha256: string;
}

export interface Part {
  origin: 'private' | 'public' | 'other';
  agreement_id: string | null;
  decision_id: string | null;
  funder_id: string;
  committed: number;
  invoiced: number;
  received: number;
  spent: number;
  in_kind: number;
}

export interface Snapshot extends RaRecord {
  key: string;
  quarter_from: string;
  quarter_until: string;
  // Whoever does not read all money gets the contractual base alone, as one amount, and not the text that was hashed.
  body: { rule: Terms; bases: Partial<Record<keyof Bases, PaidBy>>; public_committed_cents: number; public_received_cents: number };
  body_text: string | null;
  sha256: string;
  intact: boolean;
  parts: Part[] | null;
  parts_sha256: string | null;
  named_funders: { agreement: string; funder: string; received_cents: number | null }[];
}
