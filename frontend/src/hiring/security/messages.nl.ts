import type { en } from './messages';

export const nl: typeof en = {
  resources: {
    security_checks: {
      name: 'Veiligheidscontrole |||| Veiligheidscontroles',
      fields: { name: 'Naam', vacancy_reference: 'Vacature', created_at: 'Gevraagd', state: 'Stand', reason: 'Reden' },
    },
  },
  done: {
    security_checks: {
      create: 'vroeg deze controle', clear: 'ging akkoord', clear_with_measures: 'ging akkoord met maatregelen', refuse: 'ging niet akkoord', reconsider: 'bekijkt dit opnieuw',
    },
  },
  operations: { table: { vacancy_security: 'Markering kennisveiligheid', security_check: 'Controle kennisveiligheid' } },
  clearance: {
    title: 'Kennisveiligheid',
    check: 'Veiligheidscontrole',
    lead: 'Sollicitanten voor functies met toegang tot gevoelige kennis. U ziet naam, cv en documenten zolang u gevraagd bent.',
    none: 'Nog geen controles. HR vraagt er een als iemand in beeld is voor een gemarkeerde vacature.',
    state: { asked: 'gevraagd', cleared: 'akkoord', cleared_with_measures: 'akkoord met maatregelen', refused: 'niet akkoord' },
    why: 'Waarom deze functie gemarkeerd is',
    not_nationality: 'Beoordeel de toegang die deze functie geeft en wat deze persoon deed. Nationaliteit alleen beslist niets.',
    cv: 'Cv',
    no_cv: 'Er is geen cv ingevuld; zie de documenten.',
    documents: 'Documenten',
    to_application: 'Naar de sollicitatie',
    tagged: 'Niemand krijgt een aanbod voor deze vacature voordat de veiligheidsfunctionaris akkoord is.',
    not_tagged: 'Deze vacature is niet gemarkeerd. Markeer haar als de functie toegang geeft tot kennis die bescherming nodig heeft: dan controleert de veiligheidsfunctionaris iedereen vóór een aanbod.',
    tag: 'Vacature markeren',
    untag: 'Markering weghalen',
    change_reason: 'Reden wijzigen',
    reason_help: 'Tot welke kennis de functie toegang geeft, en waarom die bescherming nodig heeft. Niets over wie mag solliciteren.',
    needed: 'Deze vacature is gemarkeerd: de veiligheidsfunctionaris moet akkoord zijn vóór een aanbod.',
    ask: 'Veiligheidsfunctionaris vragen',
  },
};
