import type { en } from './messages';

export const nl: typeof en = {
  done: {
    withdraw_duplicate: 'trok dit in als dubbel', bring_back_submitted: 'haalde dit terug', bring_back_eligible: 'haalde dit terug', bring_back_longlisted: 'haalde dit terug',
    bring_back_shortlisted: 'haalde dit terug', bring_back_interview: 'haalde dit terug', bring_back_selected: 'haalde dit terug',
  },
  operations: {
    template: { application_duplicate: 'Een van twee sollicitaties telt', application_counts_again: 'De tweede sollicitatie telt weer' },
    table: { same_person: 'oordeel over dubbelen' },
  },
  duplicates: {
    title: 'Dezelfde persoon?', tab: 'Dubbelen',
    lead: 'Polder stelt voor op grond van wat sollicitaties delen, en voegt niets vanzelf samen. U zegt of ze van één persoon zijn; dat kan ongedaan worden gemaakt.',
    none: 'Niemand lijkt twee keer te hebben gesolliciteerd. Sollicitaties met hetzelfde e-mailadres, ORCID iD of dezelfde naam verschijnen hier.',
    shares: 'Zelfde %{what}', ground: { email: 'e-mailadres', orcid: 'ORCID iD', name: 'naam' },
    twice: 'Tweemaal gesolliciteerd naar deze vacature',
    same: 'Eén persoon', different: 'Twee mensen', undo: 'Ongedaan maken',
    which: 'Welke sollicitatie telt?', which_help: 'De andere wordt als dubbel ingetrokken, en de sollicitant hoort dat per e-mail. Dit kan ongedaan worden gemaakt: zij staat dan waar zij stond.',
    is_same: 'Eén persoon', is_different: 'Twee mensen', this_counts: 'Eén persoon; deze sollicitatie telt', other_counts: 'Eén persoon; de andere sollicitatie telt',
    by_way: 'Dezelfde persoon, via een andere sollicitatie', undone: 'ongedaan gemaakt door %{who}, %{when}',
    undo_help: 'Wat ervoor werd ingetrokken staat weer waar het stond, en de sollicitant hoort dat.',
    interview_back: 'Ook het gesprek staat er weer; iedereen hoort het.',
    invite_anew: 'Het gesprek kon niet terugkomen: de tijd is bezet of voorbij, of de ronde is gesloten. Nodig de kandidaat opnieuw uit.',
  },
};
