// Every word of the workbench in Dutch: fetched when somebody reads it.
import { raDutch as reactAdmin } from './ra-nl';

import { all } from './domain';
import { nl as shell } from './messages.nl';
import { nl as hiring } from '../hiring/messages.nl';
import { nl as grants } from '../grants/messages.nl';
import { nl as shared } from '../funding/messages/shared.nl';
import { nl as rules } from '../funding/messages/rules.nl';
import { nl as agreements } from '../funding/messages/agreements.nl';
import { nl as invoices } from '../funding/messages/invoices.nl';
import { nl as bank } from '../funding/messages/bank.nl';
import { nl as inKind } from '../funding/messages/in_kind.nl';
import { nl as decisions } from '../funding/messages/decisions.nl';
import { nl as matching } from '../funding/messages/matching.nl';
import { nl as allocations } from '../funding/messages/allocations.nl';
import { nl as ledger } from '../funding/messages/ledger.nl';
import { nl as imports } from '../funding/messages/imports.nl';
import { nl as insights } from '../insights/messages.nl';
import { nl as partners } from '../partners/messages.nl';
import { nl as conflicts } from '../partners/conflicts/messages.nl';
import { nl as identity } from '../identity/messages.nl';
import { nl as operations } from '../operations/messages.nl';
import { nl as outage } from './messages/outage';

export const words = all(
  reactAdmin,
  outage,
  shell,
  hiring,
  grants,
  shared,
  rules,
  agreements,
  invoices,
  bank,
  inKind,
  decisions,
  matching,
  allocations,
  ledger,
  imports,
  insights,
  partners,
  conflicts,
  identity,
  operations,
);
