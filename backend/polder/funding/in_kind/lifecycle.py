"""States and moves of tariffs and in-kind contributions."""

from polder.funding import money_rules
from polder.funding.in_kind.tables import InKindState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


S = InKindState

has_purpose = Condition(
    "has_purpose",
    "in_kind_contribution.purpose_id is not null",
    _w("Kies eerst de bestemming waarvoor dit gegeven is.", "Choose the purpose that this was given for first."),
    "purpose_id",
)
has_tariff = Condition(
    "has_tariff",
    "polder.tariff_on(in_kind_contribution.tariff, in_kind_contribution.performed_until) is not null",
    _w(
        "Voor die dag is geen tarief van deze soort vastgesteld. Stel er een voor en laat het bevestigen.",
        "No tariff of this kind is in force for that day. Propose one and have it confirmed.",
    ),
    "tariff",
)
has_evidence = Condition(
    "has_evidence",
    "exists (select from public.document d where d.record_id = in_kind_contribution.id and d.state = 'accepted')",
    _w("Voeg een bewijsstuk toe (PDF).", "Add a document as evidence (PDF)."),
    "documents",
)
overdue = Condition(
    "overdue",
    "in_kind_contribution.expires_on < polder.today()",
    _w("De termijn om dit aan te nemen loopt nog.", "There is still time to accept this."),
)

MORE = _w(
    "Hiermee wordt meer aangenomen dan deze tranche toezegt. Wijzig eerst de overeenkomst.",
    "This would accept more than this tranche promises. Amend the agreement first.",
)
within_promise = Condition(
    "within_promise",
    "polder.in_kind_accepted(in_kind_contribution.lot_id) + in_kind_contribution.value_cents"
    " <= (select l.amount_cents from public.lot l where l.id = in_kind_contribution.lot_id)",
    MORE,
)

LAPSED = _w(
    "Dit telt mee in een vastgelegd kwartaal: een ander dan wie het aannam, draait het terug.",
    "A frozen quarter counts this: somebody else than who accepted it takes it back.",
)
lapsed_by_another = Condition(
    "lapsed_by_another",
    "in_kind_contribution.state <> 'counted' or polder.actor() is distinct from in_kind_contribution.accepted_by",
    LAPSED,
)

IN_KIND = Lifecycle(
    "in_kind_contribution",
    "state",
    {
        S.declared: _w("opgegeven", "declared"),
        S.valued: _w("gewaardeerd", "valued"),
        S.accepted: _w("aangenomen", "accepted"),
        S.counted: _w("meegeteld", "counted"),
        S.rejected: _w("afgewezen", "rejected"),
        S.expired: _w("vervallen", "expired"),
    },
    Move("value", S.declared, S.valued, "in_kind.value", _w("Waarderen", "Value"), (has_purpose, has_tariff)),
    Move("return", S.valued, S.declared, "in_kind.value", _w("Terug naar opgave", "Back to declared"), reason=True),
    Move("accept", S.valued, S.accepted, "in_kind.accept", _w("Aannemen", "Accept"), (has_evidence, within_promise),
         second_person=True),
    Move("reject", (S.declared, S.valued), S.rejected, "in_kind.value", _w("Afwijzen", "Reject"), reason=True),
    Move("expire", (S.declared, S.valued), S.expired, "in_kind.value", _w("Laten vervallen", "Let expire"), (overdue,)),
    Move("lapse", (S.accepted, S.counted), S.expired, "in_kind.value", _w("Terugdraaien", "Undo the acceptance"),
         (lapsed_by_another,), reason=True),
    Move("count", S.accepted, S.counted, "in_kind.count", _w("Meetellen", "Count"), by_hand=False),
    initial=S.declared,
    scope=("funder_id",),
)  # fmt: skip

VALUATION_RULE = money_rules.lifecycle("valuation_rule")
