"""Rules for money in the demonstration: proposed by the controller, confirmed by the director; one still waits."""

from datetime import date
from typing import TYPE_CHECKING, Any

from polder.funding.in_kind import actions as in_kind
from polder.funding.in_kind.lifecycle import VALUATION_RULE
from polder.funding.matching import actions
from polder.funding.matching.lifecycle import LEGAL_RULE, MATCHING_RULE
from polder.kernel.lifecycle import Lifecycle, perform

if TYPE_CHECKING:
    from polder.demo.fill import Cast

FIRST, LAST = date(2026, 1, 1), date(2031, 12, 31)
TARIFFS: list[dict[str, Any]] = [
    {"key": "senior_researcher", "name_nl": "Senior onderzoeker", "name_en": "Senior researcher", "unit": "hour",
     "unit_cents": 9_200, "claim_days": 365, "source": "Verzonnen tarieflijst 2026, tabel 1", "valid_from": FIRST},
    {"key": "gpu", "name_nl": "Rekentijd, gpu", "name_en": "Computing time, GPU", "unit": "gpu_hour",
     "unit_cents": 185, "claim_days": 180, "source": "Verzonnen tarieflijst 2026, tabel 3", "valid_from": FIRST},
]  # fmt: skip
GROWTH: dict[str, Any] = {
    "key": "growth_fund", "name_nl": "Groeifonds", "name_en": "Growth fund", "public_parts": 1, "private_parts": 1,
    "cap_cents": 1_000_000_000, "in_kind_share_bp": 2000, "basis": "received", "window_from": FIRST, "window_until": LAST,
    "source": "Verzonnen verleningsbeschikking, artikel 4", "valid_from": FIRST,
}  # fmt: skip
NEXT = {**GROWTH, "valid_from": date(2028, 1, 1), "cap_cents": 1_200_000_000,
        "source": "Verzonnen wijzigingsbeschikking, artikel 2"}  # fmt: skip


async def play(cast: "Cast") -> None:
    async with cast.as_("olga") as tx:
        tariffs = [(await in_kind.propose_tariff(tx, values)).id for values in TARIFFS]
        rule = (await actions.propose_matching_rule(tx, GROWTH)).id
        await actions.propose_matching_rule(tx, NEXT)
        legal = [row.id for row in await tx.rows("select id from legal_rule where state = 'proposed'")]
    async with cast.as_("dirk") as tx:
        confirmed: list[tuple[Lifecycle, Any]] = [
            *((VALUATION_RULE, id) for id in tariffs), (MATCHING_RULE, rule), *((LEGAL_RULE, id) for id in legal)
        ]  # fmt: skip
        for lifecycle, id in confirmed:
            await perform(tx, lifecycle, id, "confirm", reason=None, version=None)
