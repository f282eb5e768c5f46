// Every word of hiring's rooms in Dutch: fetched with the first page that somebody opens.
import { all } from '../app/domain';
import { nl as hiringAudit } from './audit.messages.nl';
import { nl as appointments } from './appointments/messages.nl';
import { nl as background } from './background/messages.nl';
import { nl as calls } from './calls/messages.nl';
import { nl as careers } from './careers/messages.nl';
import { nl as correspondence } from './correspondence/messages.nl';
import { nl as diversity } from './diversity/messages.nl';
import { nl as duplicates } from './duplicates/messages.nl';
import { nl as exchange } from './exchange/messages.nl';
import { nl as hiringRules } from './house_rules/messages.nl';
import { nl as interviews } from './interviews/messages.nl';
import { nl as meetings } from './meetings/messages.nl';
import { nl as offers } from './offers/messages.nl';
import { nl as positions } from './positions/messages.nl';
import { nl as privacy } from './privacy/messages.nl';
import { nl as references } from './references/messages.nl';
import { nl as hiringReport } from './reports/messages.nl';
import { nl as reviewing } from './reviewing/messages.nl';
import { nl as security } from './security/messages.nl';
import { nl as stays } from './stays/messages.nl';

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
