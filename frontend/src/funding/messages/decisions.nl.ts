import type { en } from './decisions';

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
    grant: 'legde de verlening vast', receive: 'ontving een voorschot', account: 'verantwoordde dit', unaccount: 'nam de verantwoording terug', determine: 'legde de vaststelling vast', undetermine: 'nam de vaststelling terug', settle: 'wikkelde dit af', repay: 'betaalde terug wat terug moest', undo_receipt: 'maakte de ontvangst bij de bank ongedaan', undo_repayment: 'maakte de terugbetaling bij de bank ongedaan',
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
    lower: 'Verlaging vastleggen',
    lower_help: 'Een later besluit verleent minder dan eerst. Wat binnen is, en wat is toegewezen, blijft gedekt; wat van een te groot voorschot terug moet, zegt de vaststelling.',
    lower_to: 'Nu nog verleend',
    lowered_on: 'Datum van de verlaging',
    lowered: 'Op %{on} verlaagd met %{amount} (%{decision}): %{reason}',
    determination: 'Vaststelling',
    determination_help: 'Wat de overheid uiteindelijk geeft. Eenmaal vastgelegd ligt het vast, en eindigen toewijzingen van dit geld; alleen een ander neemt het terug.',
    enter_determination: 'Vaststelling invullen',
    more_than_granted: 'Er kan niet meer worden vastgesteld dan verleend is. Vul het verleende bedrag in, of minder.',
    below_costs: 'Dit is %{below} minder dan de kosten tot nu toe, %{spent}: dat deel betaalt de overheid niet.',
    costs_above: 'Vastgesteld op %{determined}: van de kosten van %{spent} betaalt de overheid %{above} niet.',
    costs_within: 'Vastgesteld op %{determined}; de kosten waren %{spent}.',
    without_costs: '%{amount} daarvan is opbrengst zonder kosten.',
    went_back: '%{amount} ging terug naar de overheid.',
    still_comes: '%{amount} moet nog komen.',
    lapsed: '%{amount} van de verlening verviel.',
    granted: 'Verleend',
    applied_for: 'Aangevraagd',
    advance: 'Voorschot ontvangen',
    determined: 'Vastgesteld',
    repayable: '%{amount} moet terug naar de overheid. Betaal het, en letter de bankregel van die betaling af.',
    not_granted_yet: 'Er is nog niets verleend. Daarna wordt het besluit een lot waarvan het geld hier wordt gevolgd.',
  },
};
