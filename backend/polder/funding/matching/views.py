"""What people read about matching: rules, frozen quarters, published totals. How it stands now: see `standing`."""

from polder.funding.agreements import tables as _agreement_tables  # noqa: F401 - defines the tables named below
from polder.funding.in_kind import tables as _in_kind_tables  # noqa: F401 - defines tables named below
from polder.funding.matching import tables as _tables  # noqa: F401 - defines tables named below
from polder.funding.matching.lifecycle import LEGAL_RULE as LEGAL_RULE_LIFE
from polder.funding.matching.lifecycle import MATCHING_RULE as MATCHING_RULE_LIFE
from polder.funding.matching.rules import Basis
from polder.funding.matching.tables import LEGAL
from polder.kernel import notation, version_parts
from polder.kernel.openapi import WORDS, kind, many, named, perhaps, record
from polder.kernel.openapi import block as sql
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.kernel.versions import Measure

rule = metadata.tables["matching_rule"]
legal = metadata.tables["legal_rule"]
snapshot = metadata.tables["matching_snapshot"]
decision = metadata.tables["aggregate_decision"]
aggregate = metadata.tables["published_aggregate"]

MATCHING_RULES = version_parts.listing(
    "matching_rules",
    rule,
    column("public_parts", rule.c.public_parts, "delen publiek", "public parts", "integer"),
    column("private_parts", rule.c.private_parts, "delen privaat", "private parts", "integer"),
    column("cap_cents", rule.c.cap_cents, "plafond", "cap", "money", "sort"),
    column(
        "in_kind_share_bp", rule.c.in_kind_share_bp, "aandeel in natura (0,01 %)", "in-kind share (0.01 %)", "integer"
    ),
    column("basis", rule.c.basis, "grondslag", "basis", by="filter"),
    column("window_from", rule.c.window_from, "venster vanaf", "window from", "date", "sort range"),
    column("window_until", rule.c.window_until, "venster tot en met", "window until", "date", "sort range"),
)
MATCHING_RULE = version_parts.detail(rule, MATCHING_RULE_LIFE)
MEASURED = "case legal_rule.key " + " ".join(f"when '{key}' then '{of.measure}'" for key, of in LEGAL.items()) + " end"
LEGAL_RULES = version_parts.listing(
    "legal_rules",
    legal,
    column("value", legal.c.value, "waarde", "value", "integer", export=False),
    column(
        "measure",
        sql(MEASURED, kind("text", choices=[str(measure) for measure in Measure])),
        "maat",
        "measure",
        export=False,
    ),
    # A file for people has euros and percents, with their sign.
    column(
        "written",
        sql(
            f"case {MEASURED} when 'number' then legal_rule.value::text"
            f" else round(legal_rule.value / 100.0, 2) || case {MEASURED} when 'cents' then ' EUR' else ' %' end end",
            "text",
        ),
        "waarde",
        "value",
    ),
)
LEGAL_RULE = version_parts.detail(
    legal, LEGAL_RULE_LIFE, measure=sql(MEASURED, kind("text", choices=[str(measure) for measure in Measure]))
)

CONTRACTUAL = "(matching_snapshot.body -> 'bases' -> (matching_snapshot.body -> 'rule' ->> 'basis') ->> '{}')::bigint"
SNAPSHOTS = Listing(
    "matching_snapshots",
    snapshot,
    snapshot.c.id,
    [
        column("id", snapshot.c.id, "id", "id", "uuid", export=False),
        column("key", snapshot.c.key, "regel", "rule", by="sort filter"),
        column("rule_id", snapshot.c.rule_id, "regel-id", "rule id", "uuid", "filter", export=False),
        column("quarter_from", snapshot.c.quarter_from, "kwartaal vanaf", "quarter from", "date"),
        column("quarter_until", snapshot.c.quarter_until, "kwartaal tot en met", "quarter until", "date", "sort range"),
        column("basis", sql("matching_snapshot.body -> 'rule' ->> 'basis'", "text"), "grondslag", "basis"),
        column("base_cents", sql(CONTRACTUAL.format("base_cents"), "money"), "grondslag", "base", "money"),
        column("entitlement_cents", sql(CONTRACTUAL.format("entitlement_cents"), "money"), "recht op publiek",
               "public entitlement", "money"),
        column("public_received_cents", sql("(matching_snapshot.body ->> 'public_received_cents')::bigint", "money"),
               "publiek ontvangen", "public received", "money"),
        column("gap_cents", sql(CONTRACTUAL.format("gap_cents"), "money"), "publiek voor", "public ahead", "money"),
        column("sha256", snapshot.c.sha256, "SHA-256", "SHA-256"),
        column("version", snapshot.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-quarter_until",
)  # fmt: skip
PART_SHAPE = named("MatchingPart", record(
    origin=kind("text", choices=["private", "public", "other"]), agreement_id="uuid?", decision_id="uuid?", funder_id="uuid",
    committed="money", invoiced="money", received="money", spent="money", in_kind="money",
))  # fmt: skip
# What the other bases and the parts of a base tell of private funders is for whoever may read all money: the others see what
# the ratio is paid by (docs/decisions/0016).
_PAID_BY = [
    "base_cents",
    "earned_cents",
    "entitlement_cents",
    "above_cap_cents",
    "public_cents",
    "gap_cents",
    "contractual",
]
_SHOWN = ", ".join(f"'{name}', basis.value -> '{name}'" for name in _PAID_BY)
BODY = f"""case when polder.may('funding.read') then matching_snapshot.body else jsonb_build_object(
  'rule', matching_snapshot.body -> 'rule', 'public_committed_cents', matching_snapshot.body -> 'public_committed_cents',
  'public_received_cents', matching_snapshot.body -> 'public_received_cents',
  'bases', (select coalesce(jsonb_object_agg(basis.key, jsonb_build_object({_SHOWN})), '{{}}')
    from jsonb_each(matching_snapshot.body -> 'bases') as basis where basis.key = matching_snapshot.body -> 'rule' ->> 'basis')) end"""
SNAPSHOT = Detail(
    snapshot,
    snapshot.c.id,
    {
        **{c.name: c for c in snapshot.c},
        "body": sql(BODY, {"type": "object", "description": "what was frozen, or the part that one may read"}),
        # The text that was hashed, so that whoever may read all of it can hash it again.
        "body_text": sql("case when polder.may('funding.read') then matching_snapshot.body::text end", "text?"),
        "intact": sql(
            "matching_snapshot.sha256 = encode(sha256(convert_to(matching_snapshot.body::text, 'UTF8')), 'hex')", "boolean"
        ),
        "parts": sql("(select d.body from matching_snapshot_detail d where d.snapshot_id = matching_snapshot.id)",
                     perhaps(many(PART_SHAPE))),
        "parts_sha256": sql("(select d.sha256 from matching_snapshot_detail d where d.snapshot_id = matching_snapshot.id)",
                            "text?"),
        "named_funders": sql("polder.named_in_snapshot(matching_snapshot.id)",
                             many(record(agreement="text", funder="text", received_cents="money?"))),
    },
)  # fmt: skip

AGGREGATES = Listing(
    "published_aggregates",
    aggregate,
    aggregate.c.id,
    [
        column("id", aggregate.c.id, "id", "id", "uuid", export=False),
        column("quarter_from", aggregate.c.quarter_from, "kwartaal vanaf", "quarter from", "date"),
        column("quarter_until", aggregate.c.quarter_until, "kwartaal tot en met", "quarter until", "date", "sort range"),
        column("total_cents", aggregate.c.total_cents, "privaat ontvangen, in totaal", "private receipts in all",
               "money"),
    ],
    sort="-quarter_until",
)  # fmt: skip
DECISIONS = Listing(
    "aggregate_decisions",
    decision,
    decision.c.id,
    [
        column("id", decision.c.id, "id", "id", "uuid", export=False),
        column("quarter_from", decision.c.quarter_from, "kwartaal vanaf", "quarter from", "date"),
        column("quarter_until", decision.c.quarter_until, "kwartaal tot en met", "quarter until", "date", "sort range"),
        column("total_cents", decision.c.total_cents, "totaal", "total", "money"),
        column("published", decision.c.published, "gepubliceerd", "published", "boolean", "filter"),
        column("failed", decision.c.failed, "waarom niet", "why not"),
        column("contributors", decision.c.contributors, "minste bijdragers", "least contributors", "integer"),
        column("share_bp", decision.c.share_bp, "minste rest (0,01 %)", "least rest (0.01 %)", "integer"),
    ],
    sort="-quarter_until",
)

# ---- the shapes of how matching stands --------------------------------------------------------------------------------

BASIS_SHAPE = named("MatchingBasis", record(
    **{f"{name}_cents": kind("money") for name in (
        "cash", "in_kind", "in_kind_limit", "in_kind_counted", "in_kind_not_counted", "base", "earned", "entitlement",
        "above_cap", "public", "gap")},
    contractual="boolean",
))  # fmt: skip
BASES_SHAPE = record(**{str(basis): BASIS_SHAPE for basis in Basis})
TERMS_SHAPE = named("MatchingTerms", record(
    id="uuid", key="text", name_nl="text", name_en="text", public_parts="integer", private_parts="integer", cap_cents="money",
    in_kind_share_bp="integer", basis=kind("text", choices=[str(basis) for basis in Basis]), window_from="date",
    window_until="date", valid_from="date", valid_until="date?", source="text", version="integer",
))  # fmt: skip
ALERT_SHAPE = named("MatchingWarning", record(
    kind=kind("text", choices=["public_ahead", "in_kind_cap", "wnt"]), key="text", cents="money", words=WORDS))  # fmt: skip
STANDING_SHAPE = named("MatchingStanding", record(
    as_of="date",
    rules=many(named("MatchingOfRule", record(
        rule=TERMS_SHAPE, bases=BASES_SHAPE, not_counted=many(record(what="text", cents="money", reason=WORDS)),
        public_committed_cents="money", public_received_cents="money", public_ahead_cents="money",
        public_to_come_cents=kind("money", about="granted, and not received yet"),
        public_repayable_cents="money", alerts=many(ALERT_SHAPE)))),
    wnt=record(judged=kind("boolean", about="false while the rules of law are not confirmed"), share_bp="integer?",
               least_cents="money?", years_running="integer",
               years=many(record(year="integer", public_cents="money", total_cents="money", share_bp="integer?",
                                 least_cents="money?", over="boolean?")),
               alerts=many(ALERT_SHAPE)),
    alerts=many(ALERT_SHAPE),
))  # fmt: skip
WHAT_IF_SHAPE = named("MatchingWhatIf", record(
    as_of="date", funders=many(kind("text")), lost_cents="money",
    rules=many(record(rule=TERMS_SHAPE, now=BASES_SHAPE, then=BASES_SHAPE, entitlement_lost_cents="money", gap_cents="money")),
    purposes=many(record(id="uuid", reference="text", name_nl="text", name_en="text", allocated_cents="money",
                         spent_cents="money", planned_cents="money", without_cover_cents="money")),
))  # fmt: skip

# What waits: see polder.home. Alerts are kept by a job, so that home need not compute.
_EURO = "to_char(a.cents / 100.0, 'FM999G999G999G999G990D00')"
WAITING = [
    f"""
  select 'matching.' || a.kind, 'matching', a.id, a.key,
    coalesce(r.name_nl, a.key) || ': € ' || translate({_EURO}, '.,', ',.'), coalesce(r.name_en, a.key) || ': €' || {_EURO},
    a.created_at, a.created_at + interval '14 days',
    case a.kind when 'public_ahead' then 'Publiek geld loopt voor:'
      when 'in_kind_cap' then 'Het plafond voor bijdragen in natura is bereikt, niet meegeteld:'
      else 'De WNT gaat gelden; publiek geld in het laatste jaar:' end,
    case a.kind when 'public_ahead' then 'Public money is ahead:'
      when 'in_kind_cap' then 'The in-kind limit is reached, not counted:' else 'The WNT comes to apply; public money in the last year:' end
  from matching_alert a left join matching_rule r on r.key = a.key and r.state = 'in_force'
    and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
  where a.ended_at is null and (select polder.may('rule.confirm'))""",
    version_parts.waiting(
        "matching_rule",
        "matching_rule.confirm",
        "matching_rules",
        "Bevestig de matchingregel",
        "Confirm the matching rule",
    ),
    version_parts.waiting(
        "legal_rule",
        "legal_rule.confirm",
        "legal_rules",
        "Bevestig het getal bij zijn bron",
        "Confirm the number by its source",
    ),
]
_WHOLE_EURO = "to_char({} / 100, 'FM999G999G999G999G990')"
_RECEIVED = _WHOLE_EURO.format("(s.body ->> 'public_received_cents')::bigint")
_ENTITLED = _WHOLE_EURO.format("(s.body -> 'bases' -> (s.body -> 'rule' ->> 'basis') ->> 'entitlement_cents')::bigint")
_QUARTER = notation.day_sql("s.quarter_until")
OPENS = [
    # Whoever reads public money and no other: of each rule, how its last frozen quarter stands.
    f"""
  select f.key || '.' || s.key, 'matching', s.body -> 'rule' ->> 'name_nl' || ': ' || f.nl, s.body -> 'rule' ->> 'name_en' || ': ' || f.en,
    f.value_nl, f.value_en
  from (select distinct on (m.key) m.* from matching_snapshot m order by m.key, m.quarter_until desc) as s,
    lateral (values
      (1, 'ratio', 'publiek : privaat', 'public : private', (s.body -> 'rule' ->> 'public_parts') || ' : '
        || (s.body -> 'rule' ->> 'private_parts'), (s.body -> 'rule' ->> 'public_parts') || ' : ' || (s.body -> 'rule' ->> 'private_parts')),
      (2, 'public_received', 'publiek ontvangen tot en met ' || {_QUARTER[0]}, 'public money received up to and including ' || {_QUARTER[1]},
        '€ ' || translate({_RECEIVED}, ',', '.'), '€' || {_RECEIVED}),
      (3, 'entitlement', 'recht op publiek geld', 'entitlement to public money',
        '€ ' || translate({_ENTITLED}, ',', '.'), '€' || {_ENTITLED})) as f (position, key, nl, en, value_nl, value_en)
  where (select polder.may('funding.public')) and not (select polder.may('funding.read')) order by s.key, f.position""",
    """
  select 'frozen_quarters', 'matching', 'Kwartalen met hash, per matchingregel', 'Quarters with their hash, per matching rule',
    count(*)::text, count(*)::text
  from matching_snapshot where (select polder.may('funding.read')) and (select polder.may('audit.read')) having count(*) > 0""",
]
FIGURES = [
    """
  select 'matching_alerts', 'waarschuwingen bij matching', 'matching alerts',
    (select count(*) from matching_alert where ended_at is null)
  where (select polder.may('rule.confirm'))"""
]
