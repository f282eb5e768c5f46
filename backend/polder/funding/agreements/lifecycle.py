"""States and moves of agreements, their versions and public decisions."""

from polder.funding import money_rules
from polder.funding.agreements.tables import AgreementState, DecisionState, VersionState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


A, V, D = AgreementState, VersionState, DecisionState
DRAFT = (
    "exists (select from public.agreement_version v where v.agreement_id = agreement.id and v.state = 'draft' and {})"
)
SIGNED = "polder.signed_file({0}.id, {0}.updated_at) is not null"
POSITIONS = "exists (select from polder.lot_position p join public.lot l on l.id = p.lot_id where l.{table}_id = {record}.id and {what})"
MISSING_FILE = _w(
    "Voeg de getekende overeenkomst toe (PDF), van na de laatste wijziging.",
    "Add the signed agreement (PDF), later than the last change.",
)


def _lots(what: str) -> str:
    """SQL: some lot of this agreement has this in its position."""
    return POSITIONS.format(table="agreement", record="agreement", what=what)


def _decided(what: str) -> str:
    """SQL: the lot of this decision has this in its position."""
    return POSITIONS.format(table="decision", record="public_decision", what=what)


first_terms = Condition(
    "first_terms",
    DRAFT.format("v.amount_cents > 0"),
    _w("Noem ten minste één tranche met een bedrag.", "Name at least one tranche with an amount."),
    "tranches",
)
terms_signed = Condition("terms_signed", DRAFT.format(SIGNED.format("v")), MISSING_FILE, "documents")
terms_by_another = Condition(
    "terms_by_another",
    DRAFT.format("not polder.wrote('agreement_version', v.id)"),
    _w(
        "Dit moet een ander doen dan wie aan de afspraken schreef.",
        "Somebody who did not write the terms must do this.",
    ),
)
read_in = Condition(
    "read_in",
    "agreement.external_reference is not null",
    _w("Alleen wat uit een andere administratie komt.", "Only what comes from another administration."),
)
nothing_open = Condition(
    "nothing_open",
    f"not {_lots('(p.uninvoiced <> 0 or p.invoiced_open <> 0)')}",
    _w(
        "Er staat nog geld open: factureer het, ontvang het of boek het af.",
        "Some of the money is still open: invoice it, receive it or write it off.",
    ),
)
invoices_closed = Condition(
    "invoices_closed",
    f"not {_lots('p.invoiced_open <> 0')}",
    _w("Crediteer of boek eerst de openstaande facturen af.", "Credit or write off the open invoices first."),
)

in_kind_given = Condition(
    "in_kind_given",
    "not exists (select from public.lot l where l.agreement_id = agreement.id and l.in_kind"
    " and l.amount_cents > polder.in_kind_accepted(l.id))",
    _w(
        "Er is nog niet zoveel in natura aangenomen als toegezegd: neem het aan, of wijzig de overeenkomst.",
        "Not as much was accepted in kind as was promised: accept it, or amend the agreement.",
    ),
)
OVERPAID = "not exists (select from public.lot_balance b join public.lot l on l.id = b.lot_id where l.{0}_id = {1}.id and b.overpaid > 0)"
nothing_overpaid = Condition(
    "nothing_overpaid",
    OVERPAID.format("agreement", "agreement"),
    _w(
        "Er is te veel betaald: betaal dat eerst terug, en letter de bankregel van die betaling af.",
        "Too much was paid: pay that back first, and settle the bank’s entry of that payment.",
    ),
)
ENDED = _w(
    "Wat nog niet betaald is, is meer dan de grens voor afboeken: een ander dan wie de afspraken schreef, beëindigt dit.",
    "What has not been paid is above the limit for write-offs: somebody who did not write the terms ends this.",
)
ended_by_another = Condition("ended_by_another", "polder.may_end_agreement(agreement.id)", ENDED)

AGREEMENT = Lifecycle(
    "agreement",
    "state",
    {
        A.draft: _w("concept", "draft"),
        A.under_signature: _w("ter ondertekening", "under signature"),
        A.active: _w("lopend", "active"),
        A.fulfilled: _w("voldaan", "fulfilled"),
        A.defaulted: _w("in gebreke", "defaulted"),
        A.terminated: _w("beëindigd", "terminated"),
    },
    Move("offer", A.draft, A.under_signature, "agreement.write", _w("Ter ondertekening sturen", "Send for signature"),
         (first_terms,)),
    Move("redraft", A.under_signature, A.draft, "agreement.write", _w("Terug naar concept", "Back to draft"),
         reason=True),
    Move("activate", A.under_signature, A.active, "agreement.approve", _w("In werking laten treden", "Put in force"),
         (terms_by_another, terms_signed), second_person=True),
    Move("import", A.draft, A.active, "funding.import", _w("Overnemen", "Take over"), (read_in, first_terms), by_hand=False),
    Move("abandon", (A.draft, A.under_signature), A.terminated, "agreement.write", _w("Afblazen", "Call off"), reason=True),
    Move("fulfil", A.active, A.fulfilled, "agreement.write", _w("Als voldaan afsluiten", "Close as fulfilled"),
         (nothing_open, in_kind_given, nothing_overpaid)),
    Move("reopen", A.fulfilled, A.active, "ledger.post", _w("Weer openzetten", "Open again"), reason=True, by_hand=False),
    Move("default", A.active, A.defaulted, "agreement.write", _w("In gebreke stellen", "Declare in default"),
         reason=True),
    Move("cure", A.defaulted, A.active, "agreement.write", _w("Gebrek hersteld", "Default cured"), reason=True),
    Move("terminate", (A.active, A.defaulted), A.terminated, "agreement.approve", _w("Beëindigen", "Terminate"),
         (invoices_closed, ended_by_another), reason=True),
    initial=A.draft,
    scope=("funder_id",),
)  # fmt: skip

version_signed = Condition("version_signed", SIGNED.format("agreement_version"), MISSING_FILE, "documents")
of_imported = Condition(
    "of_imported",
    "exists (select from public.agreement a where a.id = agreement_version.agreement_id and a.state = 'active'"
    " and a.external_reference is not null and a.in_force = 0)",
    _w("Alleen wat uit een andere administratie komt.", "Only what comes from another administration."),
)
a_later_one = Condition(
    "a_later_one",
    "exists (select from public.agreement_version v where v.agreement_id = agreement_version.agreement_id"
    " and v.state = 'in_force' and v.number > agreement_version.number)",
    _w("Er is geen latere versie in werking.", "No later version is in force."),
)
agreement_running = Condition(
    "agreement_running",
    "exists (select from public.agreement a where a.id = agreement_version.agreement_id and a.state = 'active')",
    _w("De overeenkomst loopt niet.", "The agreement is not active."),
)

day_has_come = Condition(
    "day_has_come",
    "agreement_version.number = 1 or agreement_version.effective_on <= polder.today()",
    _w(
        "Deze wijziging gaat later in. Laat haar op de dag van ingang in werking treden, of verander eerst die dag.",
        "This amendment takes effect later. Put it in force on the day it takes effect, or change that day first.",
    ),
    "effective_on",
)

VERSION = Lifecycle(
    "agreement_version",
    "state",
    {
        V.draft: _w("concept", "draft"),
        V.in_force: _w("in werking", "in force"),
        V.superseded: _w("vervangen", "superseded"),
        V.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("put_in_force", V.draft, V.in_force, "agreement.approve", _w("In werking laten treden", "Put in force"),
         (version_signed, agreement_running, day_has_come), second_person=True),
    Move("withdraw", V.draft, V.withdrawn, "agreement.write", _w("Intrekken", "Withdraw"), (agreement_running,),
         reason=True),
    Move("import", V.draft, V.in_force, "funding.import", _w("Overnemen", "Take over"), (of_imported,), by_hand=False),
    Move("supersede", V.in_force, V.superseded, "agreement.approve", _w("Vervangen", "Supersede"), (a_later_one,),
         by_hand=False),
    initial=V.draft,
    scope=("agreement_id",),
)  # fmt: skip

granted_facts = Condition(
    "granted_facts",
    "public_decision.granted_on is not null and public_decision.decision_number is not null"
    " and public_decision.amount_cents > 0",
    _w(
        "Vul het besluitnummer, de datum en het verleende bedrag in.",
        "Fill in the decision's number, its date and the amount granted.",
    ),
    "decision_number",
)
granter_public = Condition(
    "granter_public",
    "not polder.gives_private_money(public_decision.granter_id)",
    _w(
        "Wie dit verleent geeft privaat geld: leg dat vast als overeenkomst.",
        "Whoever grants this gives private money: record it as an agreement.",
    ),
    "granter_id",
)
determined_facts = Condition(
    "determined_facts",
    "public_decision.determined_cents is not null and public_decision.determined_on is not null",
    _w("Vul het vastgestelde bedrag en de datum in.", "Fill in the amount determined and its date."),
    "determined_cents",
)
advance_booked = Condition(
    "advance_booked",
    _decided("p.received > 0"),
    _w(
        "Er is nog niets ontvangen: koppel eerst de bankregel.",
        "Nothing has arrived yet: match the bank's entry first.",
    ),
)
nothing_repayable = Condition(
    "nothing_repayable",
    "polder.repayable(public_decision.id) = 0",
    _w("Er moet nog geld terug naar de overheid.", "Some money must still go back to the State."),
)
nothing_repaid = Condition(
    "nothing_repaid",
    "(select coalesce(sum(p.amount_cents), 0) = 0 from public.lot l join public.posting p on p.lot_id = l.id"
    " join public.ledger_account a on a.id = p.account_id and a.kind = 'bank'"
    " where l.decision_id = public_decision.id and p.event = 'repayment')",
    _w(
        "Er is al iets terugbetaald. Maak eerst de aflettering van die terugbetaling ongedaan.",
        "Something was paid back already. Undo the settlement of that repayment first.",
    ),
)
UNDETERMINED = _w(
    "Een ander dan wie de vaststelling vastlegde, neemt haar terug.",
    "Somebody else than who recorded the determination takes it back.",
)
undetermined_by_another = Condition(
    "undetermined_by_another", "polder.may_undetermine(public_decision.id)", UNDETERMINED
)
nothing_received = Condition(
    "nothing_received",
    f"not {_decided('p.received > 0')}",
    _w("Er is nog een ander voorschot ontvangen.", "Another advance has arrived too."),
)
something_repaid = Condition(
    "something_repaid",
    "exists (select from public.lot l join public.posting p on p.lot_id = l.id"
    " where l.decision_id = public_decision.id and p.event = 'repayment')",
    _w("Er is niets terugbetaald: wikkel het besluit af.", "Nothing was paid back: settle the decision."),
)
something_repayable = Condition(
    "something_repayable",
    "polder.repayable(public_decision.id) > 0",
    _w("Er hoeft niets terug: wikkel het besluit af.", "Nothing has to go back: settle the decision."),
)
advance_overpaid = Condition(
    "nothing_overpaid", OVERPAID.format("decision", "public_decision"), nothing_overpaid.why_not
)
nothing_awaited = Condition(
    "nothing_awaited",
    f"not {_decided('p.uninvoiced <> 0')}",
    _w(
        "Een deel van het vastgestelde bedrag moet nog binnenkomen.", "Part of the determined amount has yet to arrive."
    ),
)

DECISION = Lifecycle(
    "public_decision",
    "state",
    {
        D.applied: _w("aangevraagd", "applied"),
        D.granted: _w("verleend", "granted"),
        D.advance_received: _w("voorschot ontvangen", "advance received"),
        D.accounted: _w("verantwoord", "accounted"),
        D.determined: _w("vastgesteld", "determined"),
        D.settled: _w("afgewikkeld", "settled"),
        D.repaid: _w("terugbetaald", "repaid"),
    },
    Move("grant", D.applied, D.granted, "decision.write", _w("Verlening vastleggen", "Record the grant"),
         (granted_facts, granter_public)),
    Move("receive", (D.granted, D.advance_received), D.advance_received, "ledger.post",
         _w("Voorschot ontvangen", "Receive an advance"), (advance_booked,), by_hand=False),
    Move("undo_receipt", D.advance_received, D.granted, "ledger.post", _w("Ontvangst ongedaan maken", "Undo the receipt"),
         (nothing_received,), reason=True, by_hand=False),
    Move("account", (D.granted, D.advance_received), D.accounted, "decision.write", _w("Verantwoorden", "Account")),
    Move("unaccount", D.accounted, D.granted, "decision.write", _w("Verantwoording terugnemen", "Take the accounting back"),
         reason=True),
    Move("determine", D.accounted, D.determined, "decision.write", _w("Vaststelling vastleggen", "Record the determination"),
         (determined_facts,)),
    Move("settle", D.determined, D.settled, "decision.write", _w("Afwikkelen", "Settle"),
         (nothing_repayable, nothing_awaited, advance_overpaid)),
    Move("undetermine", D.determined, D.accounted, "decision.undetermine",
         _w("Vaststelling terugnemen", "Take the determination back"), (nothing_repaid, undetermined_by_another), reason=True),
    Move("repay", D.determined, D.repaid, "ledger.post", _w("Terugbetalen", "Pay back"),
         (nothing_repayable, something_repaid), by_hand=False),
    Move("undo_repayment", D.repaid, D.determined, "ledger.post", _w("Terugbetaling ongedaan maken", "Undo the repayment"),
         (something_repayable,), reason=True, by_hand=False),
    initial=D.applied,
    scope=("granter_id",),
)  # fmt: skip

RIGHT_KIND = money_rules.lifecycle("right_kind")
