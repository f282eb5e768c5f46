"""Who sees how private and public money match: all money; the ministry snapshots; everybody concerned the aggregate."""

from importlib.resources import files

from polder.funding import money_rules
from polder.kernel.access import GUARD, Access, Policy, may
from polder.kernel.words import Words

PERMISSIONS = {
    "aggregate.read": Words(nl="gepubliceerde totalen zien", en="see published totals"),
    "matching.freeze": Words(nl="kwartalen vastleggen en publiceren", en="freeze and publish quarters"),
}
HOLDS = {
    **{role: ["aggregate.read"] for role in ("controller", "bank_operator", "director", "auditor", "ministry")},
    "funder_representative": ["aggregate.read"],
    "partner_administrator": ["aggregate.read"],
    "public": ["aggregate.read"],
    "board_member": ["aggregate.read"],
    "system": list(PERMISSIONS),
}
READ, PUBLIC, FREEZE = may("funding.read"), may("funding.public"), may("matching.freeze")
AGGREGATE = f"{may('aggregate.read')} or cardinality((select polder.scope('aggregate.read'))::uuid[]) > 0"
# A funder knows the rules that their own agreements name.
MY_RULE = "(state = 'in_force' and exists (select from public.agreement a where a.matching_key = matching_rule.key))"


def _kept(table: str, read: str) -> list[Policy]:
    """What the system writes and nobody changes."""
    return [
        Policy(table, "select", f"{table}_read", read),
        Policy(table, "insert", f"{table}_freeze", FREEZE),
        Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD),
    ]


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *money_rules.policies("matching_rule", f"{READ} or (state = 'in_force' and {PUBLIC}) or {MY_RULE}"),
        *money_rules.policies("legal_rule", f"{READ} or (state = 'in_force' and {PUBLIC})"),
        *_kept("matching_snapshot", f"{READ} or {PUBLIC}"),
        *_kept("matching_snapshot_detail", READ),
        *_kept("aggregate_decision", READ),
        *_kept("published_aggregate", AGGREGATE),
        *_kept("matching_alert", READ),
        Policy("matching_alert", "update", "matching_alert_end", FREEZE),
    ],
    append_only=dict.fromkeys(
        ("matching_snapshot", "matching_snapshot_detail", "aggregate_decision", "published_aggregate"),
        "update or delete",
    ),
    sql=files(__package__).joinpath("sql/matching.sql").read_text()
    + money_rules.trigger("matching_rule")
    + money_rules.trigger("legal_rule"),
)
