import type { components } from '../app/api-types';

type Schemas = components['schemas'];
export type FunderPage = Schemas['PageOfFunder'];
export type FundersAgreement = Schemas['AgreementOfFunder'];
export type Tranche = Schemas['TrancheOfFunder'];
export type Figures = Schemas['FunderFigures'];

// Which rows a figure opens.
export type Opened = 'all' | 'paid' | 'open' | 'used';

export const behind: Record<Opened, (tranche: Tranche) => boolean> = {
  all: () => true,
  paid: (tranche) => tranche.receipts.length > 0 || (tranche.in_kind && tranche.received_cents > 0),
  open: (tranche) => tranche.open_cents > 0,
  used: (tranche) => tranche.uses.length > 0,
};
