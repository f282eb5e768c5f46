import { type Domain, together } from '../app/domain';
import { area as agreements } from './agreements';
import { area as allocations } from './allocations';
import { area as bank } from './bank';
import { area as decisions } from './decisions';
import { area as imports } from './imports';
import { area as inKind } from './in_kind';
import { area as invoices } from './invoices';
import { area as ledger } from './ledger';
import { area as matching } from './matching';
import { rules } from './messages/rules';
import { shared } from './messages/shared';

// One area a line, in the order of the menu. Each brings its pages, menu entries and words.
const AREAS: Domain[] = [agreements, invoices, bank, inKind, decisions, matching, allocations, ledger, imports];

export const domain: Domain = {
  messages: together(shared, rules, ...AREAS.map(({ messages }) => messages)),
  resources: AREAS.flatMap(({ resources }) => resources),
  menu: AREAS.flatMap(({ menu }) => menu),
  routes: AREAS.flatMap(({ routes = [] }) => routes),
};
