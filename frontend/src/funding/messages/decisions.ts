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
    grant: 'recorded the grant', receive: 'received an advance', account: 'accounted for this', determine: 'recorded the determination', undetermine: 'took the determination back', settle: 'settled this', repay: 'paid back what had to go back', undo_receipt: 'undid the receipt at the bank', undo_repayment: 'undid the repayment at the bank',
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
    determination_help: 'What the State finally gives. Once recorded it is fixed, and allocations of this money end; only another person takes it back.',
    enter_determination: 'Fill in the determination',
    more_than_granted: 'No more can be determined than was granted. Fill in the amount granted, or less.',
    below_costs: 'This is %{below} less than the costs made so far, %{spent}: the State does not pay that part.',
    costs_above: 'Determined at %{determined}: of the costs of %{spent}, the State does not pay %{above}.',
    costs_within: 'Determined at %{determined}; the costs were %{spent}.',
    without_costs: '%{amount} of it is income without costs.',
    went_back: '%{amount} went back to the State.',
    still_comes: '%{amount} is still to come.',
    lapsed: '%{amount} of the grant lapsed.',
    granted: 'Granted',
    applied_for: 'Applied for',
    advance: 'Advance received',
    determined: 'Determined',
    repayable: '%{amount} has to go back to the State. Pay it, and settle the bank’s entry of that payment.',
    not_granted_yet: 'Nothing is granted yet. Once it is, the decision becomes a lot whose money is followed here.',
  },
};
