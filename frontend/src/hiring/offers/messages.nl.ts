import type { en } from './messages';

export const nl: typeof en = {
  resources: {
    letter_templates: {
      name: 'Brief |||| Brieven',
      fields: { subject: 'Onderwerp', body: 'Tekst', language: 'Taal', note: 'Wat er verandert', state: 'Stand', confirmed_at: 'Bevestigd', created_at: 'Geschreven', kind: 'Soort' },
    },
  },
  done: { letter_templates: { create: 'stelde deze brief voor', confirm: 'bevestigde deze brief', withdraw: 'trok deze brief in' } },
  kind: { letter: 'Brief' },
  operations: { table: { letter_template: 'Briefsjabloon', offer_letter: 'Brief bij een aanbod', offer_acceptance: 'Ondertekening van een aanbod' } },
  letters: {
    templates: 'Brieven',
    lead: 'De tekst van de brief bij een aanbod. De een stelt een tekst voor en een ander bevestigt die; de laatst bevestigde is in gebruik.',
    none: 'Nog geen brieven. Stel de eerste voor; een ander bevestigt die.',
    new: 'Brief voorstellen',
    next: 'Andere tekst voorstellen',
    text: 'Tekst',
    facts: 'Over deze tekst',
    in_use: 'in gebruik',
    was_used: 'vervangen',
    confirmed_by: 'Bevestigd door',
    example: 'Voorbeeld (PDF)',
    note_help: 'Kort, voor wie bevestigt.',
    fields_help: 'Velden tussen accolades worden per sollicitant ingevuld. Druk op een veld om het aan de tekst toe te voegen.',
    field: {
      name: 'naam van de sollicitant', role: 'titel van de vacature', vacancy: 'nummer van de vacature', reference: 'nummer van het aanbod', employer: 'werkgever',
      location: 'standplaats', salary: 'bruto maandsalaris bij voltijd', scale: 'salarisschaal', size: 'omvang in procenten', hours: 'uren per week', starts_on: 'eerste dag',
      term: 'tot en met een dag, of onbepaald', answer_by: 'uiterste moment van antwoord', today: 'dag van de brief', institute: 'naam van het instituut',
    },
    letter: 'Brief',
    as_it_would_be: 'Dit is de brief zoals die nu zou gaan. Hij wordt gemaakt bij het versturen en gaat mee met de mail.',
    as_sent: 'Verstuurd op %{at}, en zo bewaard.',
    preview: 'Brief bekijken (PDF)',
    download: 'De verstuurde brief (PDF)',
    answer: 'Antwoord',
    signed_by: 'Ondertekend als',
    signed_at: 'Ondertekend',
    hash: 'Brief (SHA-256)',
    reason: 'Reden',
    no_reason: 'Geen reden gegeven',
  },
};
