"""How matching stands: one statement for what the ledger says, and the formula over it.

Nothing is kept: a booking is in the next answer. The same answer serves the page, the alerts and the frozen quarters.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from polder.funding.matching import rules
from polder.funding.matching.rules import Basis, Terms, Year
from polder.funding.matching.tables import AlertKind
from polder.kernel import notation
from polder.kernel.words import Words

LEGAL = """(select coalesce(json_object_agg(g.key, g.value), '{{}}') from legal_rule g where g.state = 'in_force'
  and {day} between g.valid_from and coalesce(g.valid_until, 'infinity'))"""
RULE = """json_build_object('id', r.id, 'key', r.key, 'name_nl', r.name_nl, 'name_en', r.name_en, 'public_parts', r.public_parts,
  'private_parts', r.private_parts, 'cap_cents', r.cap_cents, 'in_kind_share_bp', r.in_kind_share_bp, 'basis', r.basis,
  'window_from', r.window_from, 'window_until', r.window_until, 'valid_from', r.valid_from, 'valid_until', r.valid_until,
  'source', r.source, 'version', r.version)"""
TOTALS = ", ".join(
    f"'{name}', coalesce(sum(s.{name}) filter (where s.origin = 'private'), 0)"
    for name in ("committed", "invoiced", "received", "spent", "in_kind")
)
SUMS = f"""json_build_object({TOTALS},
  'public_committed', coalesce(sum(s.committed) filter (where s.origin = 'public'), 0),
  'public_received', coalesce(sum(s.received) filter (where s.origin = 'public'), 0),
  'other_received', coalesce(sum(s.received) filter (where s.origin = 'other'), 0))"""
# What was granted under a rule and still comes, and what of it goes back: a determination may leave less than was earned.
PUBLIC = """(select json_build_object('open', coalesce(sum(p.uninvoiced), 0), 'repayable', coalesce(sum(p.repayable), 0))
  from public_decision d join lot l on l.decision_id = d.id join polder.lot_position p on p.lot_id = l.id where d.matching_key = r.key)"""
# Null for whoever may not see all money: a part of the money would give a wrong ratio, and tell of the rest.
LIVE = f"""
select json_build_object('today', polder.today(), 'legal', {LEGAL.format(day="polder.today()")},
  'years', (select coalesce(json_agg(json_build_object('year', y.year, 'public', y.public, 'total', y.total,
      'legal', {LEGAL.format(day="least(make_date(y.year, 12, 31), polder.today())")}) order by y.year), '[]') from polder.income_by_year(
     (date_trunc('year', polder.today()) - interval '9 years')::date, polder.today()) as y),
  'rules', (select coalesce(json_agg(json_build_object('rule', {RULE}, 'sums',
      (select {SUMS} from polder.matching_sums(r.key, r.window_from, r.window_until, null) as s), 'public', {PUBLIC}) order by r.key), '[]')
    from matching_rule r where r.state = 'in_force' and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')))::text
where (select polder.may('funding.read'))
"""

NOT_COUNTED = Words(
    nl="Bijdragen in natura tellen mee tot {share} van de grondslag. Er is nog te weinig geld tegenover.",
    en="In-kind contributions count up to {share} of the base. There is too little cash beside them yet.",
)
OTHER_ORIGIN = Words(
    nl="Geld dat van een publieke of onderzoeksorganisatie komt, telt niet als privaat geld.",
    en="Money that stems from a public body or research organisation does not count as private money.",
)
ALERTS = {
    AlertKind.public_ahead: Words(nl="Publiek geld loopt voor", en="Public money is ahead"),
    AlertKind.in_kind_cap: Words(
        nl="Het plafond voor bijdragen in natura is bereikt", en="The limit for in-kind contributions is reached"
    ),
    AlertKind.wnt: Words(
        nl="De WNT gaat gelden: {years} jaar achtereen ten minste de helft publiek geld",
        en="The WNT comes to apply: at least half public money, {years} years running",
    ),
}


def outcomes(rule: Mapping[str, Any], sums: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """The four bases side by side; exactly one is contractual."""
    terms = Terms(rule["public_parts"], rule["private_parts"], rule["cap_cents"], rule["in_kind_share_bp"])
    found = {}
    for basis in Basis:
        outcome = rules.match(terms, cash=sums[basis], in_kind=sums["in_kind"], public=sums["public_received"])
        found[str(basis)] = {f"{name}_cents": value for name, value in asdict(outcome).items()} | {
            "contractual": basis == rule["basis"]
        }
    return found


def rule_alerts(rule: Mapping[str, Any], bases: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What of the contractual basis asks for attention."""
    now = bases[rule["basis"]]
    found = []
    if now["gap_cents"] > 0:
        found.append(_alert(AlertKind.public_ahead, rule["key"], now["gap_cents"]))
    if now["in_kind_cents"] > 0 and now["in_kind_cents"] >= now["in_kind_limit_cents"]:
        found.append(_alert(AlertKind.in_kind_cap, rule["key"], now["in_kind_not_counted_cents"]))
    return found


def _alert(kind: AlertKind, key: str, cents: int, **values: object) -> dict[str, Any]:
    return {"kind": str(kind), "key": key, "cents": cents, "words": ALERTS[kind].format(**values).both}


def threshold(found: Mapping[str, Any]) -> dict[str, Any]:
    """The WNT threshold over the calendar years, the present one once it is over. Judged only by confirmed rules: each year by
    the figures that held on its last day."""
    legal, years = (
        found["legal"],
        [
            Year(y["year"], y["public"], y["total"], y["legal"].get("wnt_share"), y["legal"].get("wnt_amount"))
            for y in found["years"]
        ],
    )
    judged = all(name in legal for name in ("wnt_share", "wnt_amount", "wnt_years"))
    shown = [
        {"year": y.year, "public_cents": y.public, "total_cents": y.total, "share_bp": y.share_bp, "least_cents": y.least_cents,
         "over": rules.over_threshold(y) if judged else None}
        for y in years
    ]  # fmt: skip
    if not judged:
        return {
            "judged": False,
            "share_bp": None,
            "least_cents": None,
            "years_running": 0,
            "years": shown,
            "alerts": [],
        }
    test = {"share_bp": legal["wnt_share"], "least_cents": legal["wnt_amount"]}
    running = rules.years_running(years, int(found["today"][:4]))
    count, alerts = len(running), []
    if count >= legal["wnt_years"]:
        alerts = [_alert(AlertKind.wnt, "wnt", running[0].public, years=count)]
    return {"judged": True, **test, "years_running": count, "years": shown, "alerts": alerts}


def stands(rule: Mapping[str, Any], sums: Mapping[str, int], public: Mapping[str, int]) -> dict[str, Any]:
    """One rule: its terms, the four bases, what is not counted and why, what public money did, and alerts."""
    bases = outcomes(rule, sums)
    now = bases[rule["basis"]]
    not_counted = []
    if now["in_kind_not_counted_cents"] > 0:
        share = notation.share(rule["in_kind_share_bp"])
        reason = Words(NOT_COUNTED.nl.format(share=share.nl), NOT_COUNTED.en.format(share=share.en))
        not_counted.append({"what": "in_kind", "cents": now["in_kind_not_counted_cents"], "reason": reason.both})
    if sums["other_received"]:
        not_counted.append({"what": "other_origin", "cents": sums["other_received"], "reason": OTHER_ORIGIN.both})
    return {
        "rule": rule,
        "bases": bases,
        "not_counted": not_counted,
        "public_committed_cents": sums["public_committed"],
        "public_received_cents": sums["public_received"],
        "public_ahead_cents": max(now["gap_cents"], 0),
        "public_to_come_cents": public["open"],
        "public_repayable_cents": public["repayable"],
        "alerts": rule_alerts(rule, bases),
    }


def standing(found: Mapping[str, Any]) -> dict[str, Any]:
    """The whole answer from what `LIVE` found."""
    judged = [stands(line["rule"], line["sums"], line["public"]) for line in found["rules"]]
    wnt = threshold(found)
    alerts = [alert for line in judged for alert in line["alerts"]] + wnt["alerts"]
    return {"as_of": found["today"], "rules": judged, "wnt": wnt, "alerts": alerts}
