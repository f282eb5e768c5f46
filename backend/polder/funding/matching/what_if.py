"""What happens to matching, and to what was planned, when funders pay no more."""

from collections.abc import Mapping
from typing import Any

from polder.funding.matching import rules
from polder.funding.matching.rules import Basis
from polder.funding.matching.standing import RULE, SUMS, outcomes

_LOTS = """lots as (select l.id, l.number, l.agreement_id, p.received, p.allocated, p.spent, p.reported, p.uninvoiced, p.invoiced_open
  from lot l join polder.lot_position p on p.lot_id = l.id
  where l.agreement_id is not null and (l.funder_id = any($1) or l.agreement_id = $2))"""
# Plans are made on what was promised; the allocations that hold them are another room's.
WHAT_IF = f"""
with {_LOTS}
select json_build_object('today', polder.today(),
  'funders', (select coalesce(json_agg(distinct o.name), '[]') from organisation o where o.id in
     (select a.funder_id from agreement a where a.id in (select agreement_id from lots))),
  'rules', (select coalesce(json_agg(json_build_object('rule', {RULE},
      'sums', (select {SUMS} from polder.matching_sums(r.key, r.window_from, r.window_until, null) as s),
      'awaited', (select json_build_object('uninvoiced', coalesce(sum(s.uninvoiced), 0), 'due', coalesce(sum(s.due), 0),
                 'lost_uninvoiced', coalesce(sum(s.uninvoiced) filter (where s.funder_id = any($1) or s.agreement_id = $2), 0),
                 'lost_due', coalesce(sum(s.due) filter (where s.funder_id = any($1) or s.agreement_id = $2), 0))
               from polder.matching_sums(r.key, r.window_from, r.window_until, null) as s where s.origin = 'private')) order by r.key), '[]')
    from matching_rule r where r.state = 'in_force' and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
      and r.key in (select a.matching_key from agreement a where a.id in (select agreement_id from lots))),
  'lots', (select coalesce(json_agg(json_build_object('id', l.id, 'number', l.number, 'agreement_id', l.agreement_id,
      'received', l.received, 'booked', l.allocated + l.spent + l.reported, 'lost', l.uninvoiced + l.invoiced_open)
      order by l.number), '[]') from lots l),
  'booked', (select coalesce(json_agg(json_build_object('lot_id', a.lot_id, 'purpose_id', u.id, 'reference', u.reference,
      'name_nl', u.name_nl, 'name_en', u.name_en, 'kind', a.kind, 'cents', -b.balance_cents) order by u.reference, a.lot_id), '[]')
    from lots join ledger_account a on a.lot_id = lots.id join account_balance b on b.account_id = a.id
      join purpose u on u.id = a.purpose_id
    where a.kind in ('allocated', 'contribution_income', 'reported_income') and b.balance_cents <> 0),
  'plans', (select coalesce(json_agg(json_build_object('lot_id', n.lot_id, 'purpose_id', u.id, 'reference', u.reference,
      'name_nl', u.name_nl, 'name_en', u.name_en, 'cents', n.amount_cents) order by n.from_day, n.reference), '[]')
    from allocation n join purpose u on u.id = n.purpose_id where n.state = 'planned' and n.lot_id in (select id from lots)))::text
where exists (select from lots)
"""


def answer(found: Mapping[str, Any]) -> dict[str, Any]:
    """Per rule the bases as expected at the end of its window, with these funders and without what they still have to pay;
    per purpose what is booked and spent on these lots, planned, and not covered.

    Expected is what was promised: what falls due in the window and did not come yet will have been invoiced, and come. What
    will be spent nobody promised: that basis stays as it is now."""
    changed = []
    for line in found["rules"]:
        sums, awaited = line["sums"], line["awaited"]
        to_come, lost = awaited["uninvoiced"] + awaited["due"], awaited["lost_uninvoiced"] + awaited["lost_due"]
        before = {
            **sums,
            Basis.invoiced: sums["invoiced"] + awaited["uninvoiced"],
            Basis.received: sums["received"] + to_come,
        }
        after = {**before, **{b: before[b] - lost for b in (Basis.committed, Basis.invoiced, Basis.received)}}
        now, then, basis = outcomes(line["rule"], before), outcomes(line["rule"], after), line["rule"]["basis"]
        changed.append(
            {
                "rule": line["rule"],
                "now": now,
                "then": then,
                "entitlement_lost_cents": now[basis]["entitlement_cents"] - then[basis]["entitlement_cents"],
                "gap_cents": then[basis]["gap_cents"],
            }
        )
    return {
        "as_of": found["today"],
        "funders": found["funders"],
        "lost_cents": sum(lot["lost"] for lot in found["lots"]),
        "rules": changed,
        "purposes": _purposes(found),
    }


def _purposes(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Money that arrived serves what was booked; plans come after it, the earliest first, and may lack cover."""
    purposes: dict[str, dict[str, Any]] = {}

    def of(line: Mapping[str, Any]) -> dict[str, Any]:
        return purposes.setdefault(
            line["purpose_id"],
            {
                "id": line["purpose_id"],
                **{name: line[name] for name in ("reference", "name_nl", "name_en")},
                **dict.fromkeys(("allocated_cents", "spent_cents", "planned_cents", "without_cover_cents"), 0),
            },
        )

    for line in found["booked"]:
        of(line)["allocated_cents" if line["kind"] == "allocated" else "spent_cents"] += line["cents"]
    for lot in found["lots"]:
        plans = [plan for plan in found["plans"] if plan["lot_id"] == lot["id"]]
        lacking = rules.uncovered(lot["received"], lot["booked"], [plan["cents"] for plan in plans])
        for plan, lacks in zip(plans, lacking, strict=True):
            of(plan)["planned_cents"] += plan["cents"]
            of(plan)["without_cover_cents"] += lacks
    return sorted(purposes.values(), key=lambda purpose: (-purpose["without_cover_cents"], purpose["reference"]))
