// Every word of the workbench in English: fetched when somebody reads it.
import reactAdmin from 'ra-language-english';

import { all } from './domain';
import { en as shell } from './messages';
import { en as hiring } from '../hiring/messages';
import { en as grants } from '../grants/messages';
import { en as shared } from '../funding/messages/shared';
import { en as rules } from '../funding/messages/rules';
import { en as agreements } from '../funding/messages/agreements';
import { en as invoices } from '../funding/messages/invoices';
import { en as bank } from '../funding/messages/bank';
import { en as inKind } from '../funding/messages/in_kind';
import { en as decisions } from '../funding/messages/decisions';
import { en as matching } from '../funding/messages/matching';
import { en as allocations } from '../funding/messages/allocations';
import { en as ledger } from '../funding/messages/ledger';
import { en as imports } from '../funding/messages/imports';
import { en as insights } from '../insights/messages';
import { en as partners } from '../partners/messages';
import { en as conflicts } from '../partners/conflicts/messages';
import { en as identity } from '../identity/messages';
import { en as operations } from '../operations/messages';
import { en as outage } from './messages/outage';

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
