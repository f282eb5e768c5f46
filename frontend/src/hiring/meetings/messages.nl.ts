import type { en } from './messages';

export const nl: typeof en = {
  meetings: {
    compare: 'Vergelijken',
    lead: 'Op naam: de volgorde zegt niet wie de beste is. Kandidaten met wie u een belangenconflict hebt, staan hier niet.',
    stages: 'Kandidaten in fase',
    none: 'Niemand die u mag zien is in deze fasen. Zet kandidaten op de shortlist, of kies een andere fase.',
    most: 'Alleen de eerste %{most} op naam worden getoond: kies minder fasen.',
    chosen: 'Kandidaten in beeld',
    print: 'Afdrukken',
    table: 'Kandidaten per criterium',
    waiting: '%{received} van %{asked} beoordelingen',
    no_reviews: 'Nog niets dat u mag zien.',
    reasons: 'Met redenen',
  },
};
