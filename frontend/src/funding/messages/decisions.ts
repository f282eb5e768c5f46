// Words of public decisions. English is the type of record.
export const en = {
  resources: {
    decisions: {
      name: 'Public decision |||| Public decisions',
      fields: {
        reference: 'Reference', title: 'Title', granter_id: 'Granted by', scheme: 'Scheme', decision_number: 'Decision number', amount_cents: 'Granted', received_cents: 'Advance received',
        determined_cents: 'Determined at', determined_on: 'Determined on', starts_on: 'Starts on', ends_on: 'Ends on', granted_on: 'Granted on', account_by: 'Account by',
        matching_key: 'Matching rule', state: 'State',
      },
    },
  },
  state: {
    applied: 'applied', granted: 'granted', advance_received: 'advance received', accounted: 'accounted', determined: 'determined', settled: 'settled', repaid: 'repaid',
  },
  done: {
    grant: 'recorded the grant', receive: 'received an advance', account: 'accounted for this', determine: 'recorded the determination', settle: 'settled this', repay: 'recorded the repayment',
  },
  find: { decisions: 'Public decision' },
  money: {
    menu: { decisions: 'Public decisions' },
    search_decisions: 'Title, reference or decision number',
    no_decisions: 'No public decisions yet. Subsidies appear here from the day they are applied for.',
    no_decisions_write: 'No public decisions yet. Record what was applied for; the grant, advances and determination follow here.',
    new_decision: 'Record an application',
    application_for: 'The application',
    grant: 'The grant',
    grant_help: 'Before it is granted, the amount is what was applied for. Fill in number, date and amount of the decision before you record the grant.',
    account_by_help: 'The last day to account to the granter.',
    determination: 'Determination',
    determination_help: 'What the State finally gives. It is fixed once recorded.',
    enter_determination: 'Fill in the determination',
    more_than_granted: 'No more can be determined than was granted. Fill in the amount granted, or less.',
    granted: 'Granted',
    applied_for: 'Applied for',
    advance: 'Advance received',
    determined: 'Determined',
    repayable: '%{amount} has to go back to the State.',
    not_granted_yet: 'Nothing is granted yet. Once it is, the decision becomes a lot whose money is followed here.',
  },
};

export const nl: typeof en = {
  resources: {
    decisions: {
      name: 'Publiek besluit |||| Publieke besluiten',
      fields: {
        reference: 'Nummer', title: 'Titel', granter_id: 'Verleend door', scheme: 'Regeling', decision_number: 'Besluitnummer', amount_cents: 'Verleend', received_cents: 'Voorschot ontvangen',
        determined_cents: 'Vastgesteld op', determined_on: 'Datum van vaststelling', starts_on: 'Begint op', ends_on: 'Eindigt op', granted_on: 'Verleend op', account_by: 'Verantwoorden voor',
        matching_key: 'Matchingregel', state: 'Stand',
      },
    },
  },
  state: {
    applied: 'aangevraagd', granted: 'verleend', advance_received: 'voorschot ontvangen', accounted: 'verantwoord', determined: 'vastgesteld', settled: 'afgewikkeld', repaid: 'terugbetaald',
  },
  done: {
    grant: 'legde de verlening vast', receive: 'ontving een voorschot', account: 'verantwoordde dit', determine: 'legde de vaststelling vast', settle: 'wikkelde dit af', repay: 'legde de terugbetaling vast',
  },
  find: { decisions: 'Publiek besluit' },
  money: {
    menu: { decisions: 'Publieke besluiten' },
    search_decisions: 'Titel, nummer of besluitnummer',
    no_decisions: 'Nog geen publieke besluiten. Subsidies staan hier vanaf de dag dat ze zijn aangevraagd.',
    no_decisions_write: 'Nog geen publieke besluiten. Leg vast wat is aangevraagd; verlening, voorschotten en vaststelling volgen hier.',
    new_decision: 'Aanvraag vastleggen',
    application_for: 'De aanvraag',
    grant: 'De verlening',
    grant_help: 'Voor de verlening is het bedrag wat is aangevraagd. Vul nummer, datum en bedrag van het besluit in voordat u de verlening vastlegt.',
    account_by_help: 'De laatste dag om aan de verlener te verantwoorden.',
    determination: 'Vaststelling',
    determination_help: 'Wat de overheid uiteindelijk geeft. Eenmaal vastgelegd ligt het vast.',
    enter_determination: 'Vaststelling invullen',
    more_than_granted: 'Er kan niet meer worden vastgesteld dan verleend is. Vul het verleende bedrag in, of minder.',
    granted: 'Verleend',
    applied_for: 'Aangevraagd',
    advance: 'Voorschot ontvangen',
    determined: 'Vastgesteld',
    repayable: '%{amount} moet terug naar de overheid.',
    not_granted_yet: 'Er is nog niets verleend. Daarna wordt het besluit een lot waarvan het geld hier wordt gevolgd.',
  },
};
