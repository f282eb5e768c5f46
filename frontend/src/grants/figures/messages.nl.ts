import type { en } from './messages';

export const nl: typeof en = {
  grant_figures: {
    title: 'Cijfers voor subsidies',
    lead: 'Getallen die de wet, een financier of het instituut voor subsidies heeft bepaald. Een wijziging is een volgende versie, die een ander bij haar bron bevestigt. Tot dan telt zij niet.',
    none: 'Hier geldt niets.',
    new: 'Nieuw cijfer voor subsidies',
    value: 'Waarde',
    days: 'Dagen',
    key: {
      notice_days: 'Deadline: dagen vooraf herinneren',
      archive_days: 'Subsidiekans: dagen na afloop archiveren',
    },
  },
  done: { grant_figures: { create: 'stelde dit voor', confirm: 'bevestigde dit', withdraw: 'trok dit in', revoke: 'trok dit in' } },
  resources: { grant_figures: { name: 'Cijfer voor subsidies |||| Cijfers voor subsidies' } },
  operations: { table: { grant_figure: 'Cijfer voor subsidies' } },
};
