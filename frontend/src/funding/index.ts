import type { Domain } from '../app/domain';
import { area as agreements } from './agreements';
import { area as allocations } from './allocations';
import { area as bank } from './bank';
import { area as decisions } from './decisions';
import { area as imports } from './imports';
import { area as inKind } from './in_kind';
import { area as invoices } from './invoices';
import { area as ledger } from './ledger';
import { area as matching } from './matching';
import { area as rules } from './rules';

// One area a line, in the order of the menu. Each brings its pages and menu entries.
const AREAS: Domain[] = [agreements, invoices, bank, inKind, decisions, matching, allocations, ledger, rules, imports];

export const domain: Domain = {
  resources: AREAS.flatMap(({ resources }) => resources),
  menu: AREAS.flatMap(({ menu }) => menu),
  routes: AREAS.flatMap(({ routes = [] }) => routes),
};
