import type { en } from './messages';

export const nl: typeof en = {
  diversity: {
    title: 'Vragen over diversiteit',
    lead: 'Wat sollicitanten over zichzelf mogen zeggen zodra zij hebben gesolliciteerd. Niemand dan zijzelf ziet een antwoord; het rapport over werving toont alleen aantallen van tien of meer mensen samen. Een wijziging is een volgende versie, die een ander bevestigt.',
    none: 'Nog geen vraag: sollicitanten wordt niets gevraagd.',
    new: 'Nieuwe vraag',
    text_nl: 'Vraag in het Nederlands',
    text_en: 'Vraag in het Engels',
    options: 'Antwoorden',
    options_help: 'Niet antwoorden kan altijd en vraagt geen regel. Een sleutel betekent in elke versie hetzelfde.',
    options_least: 'Geef ten minste twee antwoorden.',
    option_key: 'Sleutel',
    option_nl: 'In het Nederlands',
    option_en: 'In het Engels',
    add_option: 'Antwoord toevoegen',
    key_help: 'Kleine letters, cijfers en _; niet “others”',
  },
  done: { diversity_questions: { create: 'stelde dit voor', confirm: 'bevestigde dit', withdraw: 'trok dit in', revoke: 'trok dit in' } },
  resources: { diversity_questions: { name: 'Vraag |||| Vragen over diversiteit' } },
};
