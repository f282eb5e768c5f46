// Every word of hiring's rooms in English: fetched with the first page that somebody opens.
import { all } from '../app/domain';
import { en as hiringAudit } from './audit.messages';
import { en as appointments } from './appointments/messages';
import { en as background } from './background/messages';
import { en as calls } from './calls/messages';
import { en as careers } from './careers/messages';
import { en as correspondence } from './correspondence/messages';
import { en as diversity } from './diversity/messages';
import { en as duplicates } from './duplicates/messages';
import { en as exchange } from './exchange/messages';
import { en as hiringRules } from './house_rules/messages';
import { en as interviews } from './interviews/messages';
import { en as meetings } from './meetings/messages';
import { en as offers } from './offers/messages';
import { en as positions } from './positions/messages';
import { en as privacy } from './privacy/messages';
import { en as references } from './references/messages';
import { en as hiringReport } from './reports/messages';
import { en as reviewing } from './reviewing/messages';
import { en as security } from './security/messages';
import { en as stays } from './stays/messages';

export const words = all(
  hiringAudit,
  appointments,
  background,
  calls,
  careers,
  correspondence,
  diversity,
  duplicates,
  exchange,
  hiringRules,
  interviews,
  meetings,
  offers,
  positions,
  privacy,
  references,
  hiringReport,
  reviewing,
  security,
  stays,
);
