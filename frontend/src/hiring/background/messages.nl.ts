import type { en } from './messages';

export const nl: typeof en = {
  operations: { table: { verified_orcid: 'Bevestigd ORCID iD' } },
  backgrounds: {
    title: 'Wie de sollicitant al kent',
    why: 'Vrijwillig verteld, om belangenconflicten te vinden. Leden die alleen beoordelen zien het niet, en het telt niet mee.',
    none: 'Nog niets bekend. Vul werkgevers en begeleiders in; de regels vergelijken ze met de commissie.',
    employers: 'Werkgevers en instellingen', supervisors: 'Begeleiders',
    works: '%{smart_count} publicatie |||| %{smart_count} publicaties', all_works: 'Toon alle %{smart_count}',
    correct: 'Verbeteren', correct_title: 'Verbeter wie de sollicitant kent',
    correct_help: 'De regels kijken opnieuw met wat u bewaart. Jaren als 2024, of 2024-09.',
    name: 'Naam', from: 'Van', until: 'Tot en met',
    confirmed: 'Bevestigd door ORCID, %{at}', confirmed_as: 'Bevestigd door ORCID als %{name}, %{at}', only_typed: 'Ingetypt, niet door ORCID bevestigd',
  },
};
