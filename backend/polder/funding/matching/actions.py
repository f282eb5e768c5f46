"""What people and the calendar do with matching: propose rules, freeze quarters, publish totals, keep alerts."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from polder.funding import money_rules
from polder.funding.in_kind import actions as in_kind
from polder.funding.matching import rules
from polder.funding.matching.standing import LIVE, RULE, SUMS, outcomes, standing
from polder.funding.matching.tables import (
    AggregateDecision,
    LegalRule,
    MatchingRule,
    MatchingSnapshot,
    MatchingSnapshotDetail,
    PublishedAggregate,
)
from polder.kernel.problems import FieldProblem
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS
from polder.kernel.words import Words

CHECKS["ck_matching_rule_window"] = FieldProblem(
    "window_until",
    Words(nl="Het venster eindigt voordat het begint.", en="The window ends before it begins."),
    Words(nl="Kies een latere laatste dag.", en="Choose a later last day."),
)


async def propose_matching_rule(tx: Tx, values: dict[str, Any]) -> MatchingRule:
    return await tx.add(MatchingRule(**values))


async def change_matching_rule(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    await money_rules.change(tx, await tx.get(MatchingRule, id, lock=True, version=version), values)


async def propose_legal_rule(tx: Tx, values: dict[str, Any]) -> LegalRule:
    return await tx.add(LegalRule(**values))


async def change_legal_rule(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    await money_rules.change(tx, await tx.get(LegalRule, id, lock=True, version=version), values)


# ---- closed quarters -------------------------------------------------------------------------------------------------

# A rule is frozen for the quarters that its window touches, by the version in force on the quarter's last day.
DUE = f"""
select r.id, q.quarter_from, q.quarter_until, {RULE}::text as rule, r.key, r.window_from,
  (select {SUMS} from polder.matching_sums(r.key, r.window_from, r.window_until, q.quarter_until) as s)::text as sums,
  (select coalesce(json_agg(s order by s.origin, s.agreement_id, s.decision_id), '[]')
   from polder.matching_sums(r.key, r.window_from, r.window_until, q.quarter_until) as s)::text as parts
from polder.closed_quarters() as q join matching_rule r on r.state = 'in_force'
  and q.quarter_until between r.valid_from and coalesce(r.valid_until, 'infinity')
  and r.window_from <= q.quarter_until and r.window_until >= q.quarter_from
where not exists (select from matching_snapshot m where m.key = r.key and m.quarter_until = q.quarter_until)
order by q.quarter_until, r.key
"""
# Work that was in the ledger at the end of the quarter.
COUNTED = """
select c.id from in_kind_contribution c join lot l on l.id = c.lot_id join agreement a on a.id = l.agreement_id
  join journal_entry e on e.source_kind = 'in_kind_contribution' and e.source_id = c.id and e.reverses_id is null
where c.state = 'accepted' and a.matching_key = :key and a.private_origin and e.posted_on between :first and :last
"""
NOT_IN_RULE = ("version", "valid_until")  # these may change after the quarter was frozen


async def freeze(tx: Tx) -> int:
    """Freeze every closed quarter that is not frozen yet, and decide what may be published; the number of snapshots."""
    await tx.rows("select pg_advisory_xact_lock(hashtext('polder.matching'))")
    due = await tx.rows(DUE)
    for line in due:
        rule, sums = json.loads(line.rule), json.loads(line.sums)
        body = {
            "key": line.key,
            "quarter_from": line.quarter_from.isoformat(),
            "quarter_until": line.quarter_until.isoformat(),
            "rule": {name: value for name, value in rule.items() if name not in NOT_IN_RULE},
            "bases": outcomes(rule, sums),
            "public_committed_cents": sums["public_committed"],
            "public_received_cents": sums["public_received"],
            "other_received_cents": sums["other_received"],
        }
        snapshot = await tx.add(
            MatchingSnapshot(rule_id=line.id, key=line.key, quarter_from=line.quarter_from, quarter_until=line.quarter_until,
                             body=body)
        )  # fmt: skip
        parts = [{k: v for k, v in part.items() if k not in ("uninvoiced", "due")} for part in json.loads(line.parts)]
        await tx.add(MatchingSnapshotDetail(snapshot_id=snapshot.id, body=parts))
        for row in await tx.rows(COUNTED, key=line.key, first=line.window_from, last=line.quarter_until):
            await in_kind.count(tx, row.id)
    await _publish(tx)
    return len(due)


async def _publish(tx: Tx) -> None:
    """Decide, quarter by quarter, whether the total of private receipts tells nothing about one funder."""
    legal = {
        row.key: row.value
        for row in await tx.rows(
            """select key, value from legal_rule where state = 'in_force' and key in ('disclosure_contributors', 'disclosure_share')
               and polder.today() between valid_from and coalesce(valid_until, 'infinity')"""
        )
    }
    if len(legal) < 2:
        return  # the rules have not been confirmed
    test = {"contributors": legal["disclosure_contributors"], "share_bp": legal["disclosure_share"]}
    # Only later than what was decided: an older quarter closed afterwards would make a difference of its own.
    quarters = await tx.rows(
        """select quarter_from, quarter_until from polder.closed_quarters()
           where quarter_until > coalesce((select max(quarter_until) from aggregate_decision), '-infinity')"""
    )
    for quarter in quarters:
        shares = await _shares(tx, quarter.quarter_until)
        found = rules.disclosure(shares, await _published(tx), **test)
        total = sum(shares.values())
        dates = {"quarter_from": quarter.quarter_from, "quarter_until": quarter.quarter_until, "total_cents": total}
        await tx.add(AggregateDecision(**dates, shares=shares, published=found.published, failed=found.failed, **test))
        if found.published:
            await tx.add(PublishedAggregate(**dates))


async def _shares(tx: Tx, day: date) -> dict[str, int]:
    rows = await tx.rows("select funder_id, cents from polder.private_receipts(:day) order by funder_id", day=day)
    return {str(row.funder_id): row.cents for row in rows}


async def _published(tx: Tx) -> Mapping[str, int] | None:
    """The shares behind the last total that was published."""
    found = await tx.scalar(
        "select shares::text from aggregate_decision where published order by quarter_until desc limit 1"
    )
    return None if found is None else dict(json.loads(found))


# ---- alerts ----------------------------------------------------------------------------------------------------------


async def watch(tx: Tx) -> None:
    """Begin, update and end the alerts that home shows."""
    await tx.rows("select pg_advisory_xact_lock(hashtext('polder.matching'))")
    now = {(a["kind"], a["key"]): a["cents"] for a in standing(json.loads(await tx.scalar(LIVE)))["alerts"]}
    open_ = await tx.rows("select id, kind, key, cents from matching_alert where ended_at is null")
    for row in open_:
        cents = now.pop((row.kind, row.key), None)
        if cents is None:
            await tx.run("update matching_alert set ended_at = polder.clock() where id = :id", id=row.id)
        elif cents != row.cents:
            await tx.run("update matching_alert set cents = :cents where id = :id", id=row.id, cents=cents)
    for (kind, key), cents in now.items():
        await tx.run(
            "insert into matching_alert (kind, key, cents) values (:kind, :key, :cents)",
            kind=kind,
            key=key,
            cents=cents,
        )
