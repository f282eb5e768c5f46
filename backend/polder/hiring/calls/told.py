"""Why a wish did not become a pair, in words for staff. What a candidate may be told is less: see polder.call_status."""

from typing import Any

from polder.hiring.calls import rules
from polder.kernel.words import Words

MOST = 500


def result(found: dict[str, Any]) -> list[rules.Pair]:
    """What the frozen input of a round gives."""
    return rules.solve(rules.Market.of(found["input"])) if found["input"] is not None else []


def unmatched(found: dict[str, Any], q: str) -> dict[str, Any]:
    """The wishes without a pair whose candidate the asker sees, with their sentence; `q` looks in names and references."""
    if found["result"] is None:
        return {"total": 0, "data": []}
    lines = []
    for one in rules.unmatched(rules.Market.of(found["input"]), [(c, a) for c, a in found["result"]]):
        candidate, advisor = found["candidates"].get(one.candidate), found["advisors"].get(one.advisor)
        if candidate is None or advisor is None:
            continue
        if q and q.casefold() not in f"{candidate['name']} {candidate['reference']} {advisor}".casefold():
            continue
        refusal = found["refusals"].get(f"{one.advisor} {one.candidate}") if one.reason == "not_placed" else None
        lines.append({
            "application_id": one.candidate, "reference": candidate["reference"], "candidate": candidate["name"],
            "advisor_id": one.advisor, "advisor": advisor, "wish": one.wish, "places": one.places, "place": one.place,
            "reason": "refused" if refusal else one.reason, "why": _why(one, advisor, refusal).both,
        })  # fmt: skip
    lines.sort(key=lambda line: (line["candidate"].casefold(), line["reference"], line["wish"]))
    return {"total": len(lines), "data": lines[:MOST]}


def _why(one: rules.Unmatched, advisor: str, refusal: str | None) -> Words:
    if refusal:
        return Words(nl=f"Voor {advisor} niet aanvaardbaar: {refusal}", en=f"Not acceptable to {advisor}: {refusal}")
    if one.reason == "not_heard":
        return Words(
            nl=f"Er was geen gesprek met {advisor}: plaatsen gaan naar wie elkaar spraken.",
            en=f"There was no interview with {advisor}: posts go to those who spoke with each other.",
        )
    if one.reason == "gone":
        return Words(nl=f"{advisor} doet niet (meer) mee.", en=f"{advisor} does not take part (any more).")
    if one.reason == "rejected":
        return Words(
            nl=f"Het koppel met {advisor} is in de vorige ronde afgewezen.",
            en=f"The pair with {advisor} was rejected in the round before.",
        )
    if one.reason == "not_placed":
        return Words(
            nl=f"{advisor} heeft deze kandidaat geen plaats gegeven.", en=f"{advisor} gave this candidate no place."
        )
    if one.reason == "better":
        return Words(
            nl=f"{advisor} zette deze kandidaat op {one.place}; alle ruimte van de kandidaat ging naar wensen die hoger staan.",
            en=f"{advisor} put this candidate at {one.place}; all room of the candidate went to wishes they put higher.",
        )
    if one.reason == "fixed":
        return Words(
            nl=f"{advisor} zette deze kandidaat op {one.place}; de kandidaat heeft al een eerder bevestigd koppel.",
            en=f"{advisor} put this candidate at {one.place}; the candidate has a pair that was confirmed before.",
        )
    if one.places == 0:
        return Words(nl=f"{advisor} heeft in deze ronde geen plaatsen.", en=f"{advisor} has no places in this round.")
    return Words(
        nl=f"{advisor} zette deze kandidaat op {one.place}; de plaatsen ({one.places}) gingen naar kandidaten die {advisor} hoger zette, of die al bevestigd waren.",
        en=f"{advisor} put this candidate at {one.place}; the places ({one.places}) went to candidates whom {advisor} put higher, or who were confirmed before.",
    )
