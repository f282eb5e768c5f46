"""How a tranche stands, and what own money is matched with: pure, in whole cents."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from polder.funding.matching.rules import Terms, match


class Standing(StrEnum):
    """How a tranche stands, as its funder would say it."""

    paid = "paid"
    late = "late"  # invoiced, and the day of the invoice has passed
    asked = "asked"  # invoiced
    conditional = "conditional"  # not due before its condition is met
    coming = "coming"  # not invoiced yet
    unasked = "unasked"  # its day has passed, and we have not invoiced it
    in_kind_open = "in_kind_open"
    in_kind_done = "in_kind_done"
    ended = "ended"  # nothing came and nothing will


def is_unasked(due: Mapping[str, Any], today: date) -> bool:
    """Its day has passed, nothing stands in its way, and it is we who have not asked for it."""
    return not due["invoice"] and not due["conditional"] and date.fromisoformat(due["due_on"]) < today


def standing(tranche: Mapping[str, Any], today: date) -> Standing:
    """Late is what was asked and has not come by the day of its invoice; what we did not ask yet is not late."""
    if tranche["in_kind"]:
        if tranche["open_cents"]:
            return Standing.in_kind_open
        return Standing.in_kind_done if tranche["received_cents"] > 0 else Standing.ended
    asked = [due for due in tranche["dues"] if due["invoice"]]
    if any(date.fromisoformat(due["due_on"]) < today for due in asked):
        return Standing.late
    if asked:
        return Standing.asked
    if tranche["open_cents"]:
        due = tranche["dues"][0]
        if due["conditional"]:
            return Standing.conditional
        return Standing.unasked if is_unasked(due, today) else Standing.coming
    return Standing.paid if tranche["received_cents"] > 0 else Standing.ended


def matched(rule: Mapping[str, Any], own: Mapping[str, int]) -> dict[str, int]:
    """What the agreed ratio gives on this funder's own money, on the basis that the rule names, as if there were no other
    funders: nothing here says what others gave. Work in kind is left out, as how much of it counts depends on all money.
    """
    terms = Terms(rule["public_parts"], rule["private_parts"], rule["cap_cents"], rule["in_kind_share_bp"])
    outcome = match(terms, cash=own[rule["basis"]], in_kind=0, public=0)
    return {"own_cents": own[rule["basis"]], "matched_cents": outcome.entitlement}
