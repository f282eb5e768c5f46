import type { en } from './messages';

export const nl: typeof en = {
  hiring_rules: {
    title: 'Regels voor werving',
    lead: 'Wat de wet, de praktijk of het instituut voor werving heeft bepaald. Een wijziging is een volgende versie, die een ander bij haar bron bevestigt. Tot dan telt zij niet.',
    none: 'Hier geldt niets.',
    new: 'Nieuwe regel voor werving',
    diversity: 'Vragen over diversiteit',
    value: 'Waarde',
    hours: '%{smart_count} uur |||| %{smart_count} uur',
    measure: { days: 'Dagen', number: 'Aantal', basis_points: 'Aandeel', hours: 'Uren', yes_no: 'Geldt het?' },
    key: {
      retention_days: 'Sollicitaties: dagen bewaren na het besluit',
      consent_days: 'Sollicitaties: dagen bewaren met toestemming',
      consent_ask_days: 'Toestemming: dagen vooraf opnieuw vragen',
      erasure_alone_days: 'Wissen: dagen na de lijst, zonder tweede persoon',
      diversity_least: 'Diversiteit: kleinste groep die wordt getoond',
      vacancy_open_days: 'Vacature: minste dagen open',
      alert_unconfirmed_days: 'Vacatures per mail: dagen om te bevestigen',
      letter_second_look: 'Brief aan velen: boven zoveel mensen eerst de lijst bevestigen',
      meeting_quorum: 'Vergadering: aandeel van de commissie',
      milestone_days: 'Mijlpaal: dagen vooraf herinneren',
      stay_days: 'Verblijf elders: dagen vooraf bevestigen',
      select_after_deadline: 'Vacature: selecteren pas na de sluiting',
      match_after_eligibility: 'Oproep: koppelen pas als ieders ontvankelijkheid bekend is',
      review_reminder_days: 'Beoordelen: dagen tot de herinnering',
      interview_reminder_hours: 'Gesprek: uren vooraf herinneren',
    },
  },
  done: { hiring_rules: { create: 'stelde dit voor', confirm: 'bevestigde dit', withdraw: 'trok dit in', revoke: 'trok dit in' } },
  resources: { hiring_rules: { name: 'Regel voor werving |||| Regels voor werving' } },
};
