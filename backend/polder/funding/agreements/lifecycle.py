"""States and moves of agreements, their versions and public decisions."""

from polder.funding.agreements.tables import AgreementState, DecisionState, VersionState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


A, V, D = AgreementState, VersionState, DecisionState
SIGNED = "exists (select from public.document d where d.record_id = {} and d.kind = 'signed' and d.state = 'accepted')"

first_terms = Condition(
    "first_terms",
    "exists (select from public.agreement_version v where v.agreement_id = agreement.id and v.state = 'draft'"
    " and v.amount_cents > 0)",
    _w("Noem ten minste één tranche met een bedrag.", "Name at least one tranche with an amount."),
    "tranches",
)
terms_signed = Condition(
    "terms_signed",
    "exists (select from public.agreement_version v where v.agreement_id = agreement.id and v.state = 'draft' and "
    + SIGNED.format("v.id")
    + ")",
    _w("Voeg de getekende overeenkomst toe (PDF).", "Add the signed agreement (PDF)."),
    "documents",
)
nothing_open = Condition(
    "nothing_open",
    "not exists (select from polder.lot_position p join public.lot l on l.id = p.lot_id"
    " where l.agreement_id = agreement.id and (p.uninvoiced <> 0 or p.invoiced_open <> 0))",
    _w(
        "Er staat nog geld open: factureer het, ontvang het of boek het af.",
        "Some of the money is still open: invoice it, receive it or write it off.",
    ),
)
invoices_closed = Condition(
    "invoices_closed",
    "not exists (select from polder.lot_position p join public.lot l on l.id = p.lot_id"
    " where l.agreement_id = agreement.id and p.invoiced_open <> 0)",
    _w("Crediteer of boek eerst de openstaande facturen af.", "Credit or write off the open invoices first."),
)

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
         (terms_signed,), second_person=True),
    Move("fulfil", A.active, A.fulfilled, "agreement.write", _w("Als voldaan afsluiten", "Close as fulfilled"),
         (nothing_open,)),
    Move("default", A.active, A.defaulted, "agreement.write", _w("In gebreke stellen", "Declare in default"),
         reason=True),
    Move("cure", A.defaulted, A.active, "agreement.write", _w("Gebrek hersteld", "Default cured"), reason=True),
    Move("terminate", (A.active, A.defaulted), A.terminated, "agreement.approve", _w("Beëindigen", "Terminate"),
         (invoices_closed,), reason=True),
    initial=A.draft,
    scope=("funder_id",),
)  # fmt: skip

version_signed = Condition(
    "version_signed",
    SIGNED.format("agreement_version.id"),
    _w("Voeg het getekende stuk toe (PDF).", "Add the signed document (PDF)."),
    "documents",
)
agreement_running = Condition(
    "agreement_running",
    "exists (select from public.agreement a where a.id = agreement_version.agreement_id and a.state = 'active')",
    _w("De overeenkomst loopt niet.", "The agreement is not active."),
)

VERSION = Lifecycle(
    "agreement_version",
    "state",
    {
        V.draft: _w("concept", "draft"),
        V.in_force: _w("in werking", "in force"),
        V.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("put_in_force", V.draft, V.in_force, "agreement.approve", _w("In werking laten treden", "Put in force"),
         (version_signed, agreement_running), second_person=True),
    Move("withdraw", V.draft, V.withdrawn, "agreement.write", _w("Intrekken", "Withdraw"), (agreement_running,),
         reason=True),
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
determined_facts = Condition(
    "determined_facts",
    "public_decision.determined_cents is not null and public_decision.determined_on is not null",
    _w("Vul het vastgestelde bedrag en de datum in.", "Fill in the amount determined and its date."),
    "determined_cents",
)
nothing_repayable = Condition(
    "nothing_repayable",
    "polder.repayable(public_decision.id) = 0",
    _w("Er moet nog geld terug naar de overheid.", "Some money must still go back to the State."),
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
         (granted_facts,)),
    Move("receive", (D.granted, D.advance_received), D.advance_received, "ledger.post",
         _w("Voorschot ontvangen", "Receive an advance")),
    Move("account", D.advance_received, D.accounted, "decision.write", _w("Verantwoorden", "Account")),
    Move("determine", D.accounted, D.determined, "decision.write", _w("Vaststelling vastleggen", "Record the determination"),
         (determined_facts,)),
    Move("settle", D.determined, D.settled, "decision.write", _w("Afwikkelen", "Settle"), (nothing_repayable,)),
    Move("repay", D.determined, D.repaid, "ledger.post", _w("Terugbetaling vastleggen", "Record the repayment")),
    initial=D.applied,
    scope=("granter_id",),
)  # fmt: skip
