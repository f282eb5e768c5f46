"""What if a lot falls away, from some month on: which months of which positions lose cover. Nothing is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from polder.hiring.positions import rules
from polder.kernel.openapi import kind, many, named, perhaps, record

WHAT_IF = """
select json_build_object(
  'lot', json_build_object('id', l.id, 'number', l.number, 'amount_cents', l.amount_cents,
    'funder', (select o.name from organisation o where o.id = l.funder_id)),
  'lines', (select coalesce(json_agg(json_build_object('position', json_build_object('id', p.id, 'reference', p.reference,
      'title_nl', p.title_nl, 'title_en', p.title_en, 'state', p.state, 'monthly_cost_cents', p.monthly_cost_cents),
      'from_month', n.from_month, 'until_month', n.until_month, 'part_bp', n.part_bp, 'cents', c.cents) order by p.starts_on, p.reference, n.id), '[]')
    from position_line n join position p on p.id = n.position_id and p.state <> 'cancelled'
      join polder.position_costs(p.id) c on c.line_id = n.id
    where n.lot_id = l.id and polder.line_pays(n.allocation_id)),
  'coverage', (select coalesce(json_object_agg(p.id, (select json_object_agg(c.month, c.covered_bp)
      from polder.position_coverage(p.id) c)), '{}')
    from position p where p.state <> 'cancelled' and p.id in (select n.position_id from position_line n where n.lot_id = l.id)),
  'offers', (select coalesce(json_agg(json_build_object('position_id', o.position_id, 'id', o.id, 'reference', o.reference,
      'state', o.state, 'starts_on', o.starts_on) order by o.starts_on, o.reference), '[]')
    from offer o where o.state in ('approved', 'sent', 'accepted') and o.position_id in (select n.position_id from position_line n where n.lot_id = l.id)))::text
from lot l where l.id = $1
"""
SHAPE = named("PositionsWhatIf", record(
    lot=record(id="uuid", number="integer", amount_cents="money", funder="text?"),
    since="date",
    lost_cents=kind("money", about="all that the positions lose"),
    positions=many(named("PositionWithoutLot", record(
        id="uuid", reference="text", title_nl="text", title_en="text", state="text", lost_cents="money",
        months=many(record(month="date", lost_bp="integer", left_bp="integer", lost_cents="money")),
        offers=many(record(id="uuid", reference="text", state="text", starts_on="date")),
        said=perhaps(record(nl="text", en="text"))))),
))  # fmt: skip


def answer(found: Mapping[str, Any], since: date) -> dict[str, Any]:
    """Per position the months that lose cover: how much of each, what is left of it, and what it costs."""
    positions: dict[str, dict[str, Any]] = {}
    for line in found["lines"]:
        first, last = (date.fromisoformat(line[name]) for name in ("from_month", "until_month"))
        gone = rules.lost(line["cents"], first, last, since)
        if not gone:
            continue
        facts = {name: line["position"][name] for name in ("id", "reference", "title_nl", "title_en", "state")}
        of = positions.setdefault(facts["id"], {**facts, "months": {}})
        for month, cents in gone:
            at = of["months"].setdefault(month, {"lost_bp": 0, "lost_cents": 0})
            at["lost_bp"] += line["part_bp"]
            at["lost_cents"] += cents
    answered = []
    for id, of in positions.items():
        covered = found["coverage"][id]
        months = [
            {"month": month.isoformat(), **lost, "left_bp": covered.get(month.isoformat(), 0) - lost["lost_bp"]}
            for month, lost in sorted(of["months"].items())
        ]
        offers = [{k: v for k, v in offer.items() if k != "position_id"} for offer in found["offers"] if offer["position_id"] == id]  # fmt: skip
        said = rules.said(list(of["months"]))
        answered.append({**of, "months": months, "lost_cents": sum(m["lost_cents"] for m in months), "offers": offers,
                         "said": {"nl": said.nl, "en": said.en}})  # fmt: skip
    return {
        "lot": found["lot"],
        "since": since.isoformat(),
        "lost_cents": sum(of["lost_cents"] for of in answered),
        "positions": answered,
    }
