"""What people read about positions and the rules for employer's costs."""

from polder.hiring.positions import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.positions.lifecycle import COST_RULE as COST_RULE_LIFE
from polder.hiring.positions.lifecycle import POSITION as POSITION_LIFE
from polder.kernel import version_parts
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

position = metadata.tables["position"]
rule = metadata.tables["employer_cost_rule"]

MISSING_CENTS = """(select (position.monthly_cost_cents * coalesce(sum(c.missing_bp), 0) + 5000) / 10000
  from polder.position_coverage(position.id) c)"""
MISSING_MONTHS = "(select count(*)::int from polder.position_coverage(position.id) c where c.missing_bp > 0)"
LAST_MONTH = "(position.starts_on + make_interval(months => position.months - 1))::date"

POSITIONS = Listing(
    "positions",
    position,
    position.c.id,
    [
        column("id", position.c.id, "id", "id", "uuid", export=False),
        column("reference", position.c.reference, "nummer", "reference", by="sort filter"),
        column("title_nl", position.c.title_nl, "titel (nl)", "title (nl)", by="sort"),
        column("title_en", position.c.title_en, "titel (en)", "title (en)", by="sort"),
        column("state", position.c.state, "stand", "state", by="sort filter"),
        column("starts_on", position.c.starts_on, "begin", "start", "date", "sort range"),
        column("months", position.c.months, "maanden", "months", "integer", "sort"),
        column("until_month", sql(LAST_MONTH, "date"), "laatste maand", "last month", "date"),
        column("fte_percent", position.c.fte_percent, "omvang (%)", "size (%)", "integer", "sort"),
        column("salary_min_cents", position.c.salary_min_cents, "salaris vanaf", "salary from", "money"),
        column("salary_max_cents", position.c.salary_max_cents, "salaris tot", "salary to", "money"),
        column("salary_scale", position.c.salary_scale, "schaal", "scale"),
        column("monthly_cost_cents", position.c.monthly_cost_cents, "kosten per maand", "cost per month", "money", "sort"),
        column("total_cents", sql("position.monthly_cost_cents * position.months", "money"), "kosten", "cost", "money"),
        column("missing_months", sql(MISSING_MONTHS, "integer"), "maanden met een gat", "months with a gap", "integer"),
        column("missing_cents", sql(MISSING_CENTS, "money"), "niet gedekt", "not covered", "money"),
        column("covered", sql("polder.position_covered(position.id)", "boolean"), "gedekt of aanvaard", "covered or accepted", "boolean"),
        column("created_at", position.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("version", position.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-starts_on",
    search=position.c.search,
)  # fmt: skip

COVERAGE = many(named("MonthOfPosition", record(
    month="date", covered_bp=kind("integer", about="basis points of the month's cost that are paid"), missing_bp="integer",
    accepted=kind("boolean", about="a director accepted what is missing"),
    lines=many(record(line_id="uuid", part_bp="integer"))))
)  # fmt: skip
LINES = many(named("LineOfPosition", record(
    id="uuid", lot_id="uuid", lot=kind("integer?", about="its number, for whoever sees the lot"), funder_id="uuid?", funder="text?",
    public="boolean?", from_month="date", until_month="date", part_bp="integer",
    cents=kind("money", about="its months times its part"), pays=kind("boolean", about="false once its plan lapsed"),
    allocation=perhaps(record(id="uuid", reference="text", state="text", amount_cents="money"))))
)  # fmt: skip

POSITION = Detail(
    position,
    position.c.id,
    {
        **{c.name: c for c in position.c if c.name not in ("search", "filled_salary_cents")},
        "until_month": sql(LAST_MONTH, "date"),
        "total_cents": sql("position.monthly_cost_cents * position.months", "money"),
        "missing_cents": sql(MISSING_CENTS, kind("money", about="what no line pays")),
        "covered": sql("polder.position_covered(position.id)", kind("boolean", about="every month is paid, or its gap accepted")),
        "cost_rule": sql(
            """(select json_build_object('id', r.id, 'name_nl', r.name_nl, 'name_en', r.name_en, 'surcharge_bp', r.surcharge_bp,
              'source', r.source, 'valid_from', r.valid_from) from employer_cost_rule r where r.id = position.cost_rule_id)""",
            perhaps(record(id="uuid", name_nl="text", name_en="text", surcharge_bp="integer", source="text", valid_from="date")),
        ),
        "employers": sql(
            """(select coalesce(json_agg(json_build_object('organisation_id', e.organisation_id, 'name', o.name, 'part_bp', e.part_bp)
              order by e.part_bp desc, o.name), '[]') from position_employer e left join organisation o on o.id = e.organisation_id
              where e.position_id = position.id)""",
            many(named("EmployerOfPosition", record(organisation_id="uuid", name="text?", part_bp="integer"))),
        ),
        "lines": sql(
            """(select coalesce(json_agg(json_build_object('id', l.id, 'lot_id', l.lot_id, 'lot', t.number, 'funder_id', t.funder_id,
              'funder', (select o.name from organisation o where o.id = t.funder_id), 'public', t.decision_id is not null,
              'from_month', l.from_month, 'until_month', l.until_month, 'part_bp', l.part_bp, 'cents', c.cents,
              'pays', polder.line_pays(l.allocation_id), 'allocation', (select json_build_object('id', a.id, 'reference', a.reference,
                'state', a.state, 'amount_cents', a.amount_cents) from allocation a where a.id = l.allocation_id)) order by l.id), '[]')
              from position_line l left join lot t on t.id = l.lot_id left join polder.position_costs(position.id) c on c.line_id = l.id
              where l.position_id = position.id)""",
            LINES,
        ),
        "coverage": sql(
            """(select coalesce(json_agg(json_build_object('month', c.month, 'covered_bp', c.covered_bp, 'missing_bp', c.missing_bp,
              'accepted', c.missing_bp > 0 and exists (select from position_gap g, jsonb_array_elements(g.missing) as m
                where g.position_id = position.id and g.monthly_cost_cents >= position.monthly_cost_cents
                  and (m ->> 'month')::date = c.month and (m ->> 'missing_bp')::int >= c.missing_bp),
              'lines', (select coalesce(json_agg(json_build_object('line_id', l.id, 'part_bp', l.part_bp) order by l.id), '[]')
                from position_line l where l.position_id = position.id and c.month between l.from_month and l.until_month
                  and polder.line_pays(l.allocation_id))) order by c.month), '[]')
              from polder.position_coverage(position.id) c)""",
            COVERAGE,
        ),
        "gaps": sql(
            """(select coalesce(json_agg(json_build_object('at', g.created_at, 'who', polder.name_of(g.created_by), 'reason', g.reason,
              'missing_cents', g.missing_cents, 'months', jsonb_array_length(g.missing)) order by g.created_at desc), '[]')
              from position_gap g where g.position_id = position.id)""",
            many(named("GapOfPosition", record(at="instant", who="text?", reason="text", missing_cents="money", months="integer"))),
        ),
        "vacancies": sql(
            """(select coalesce(json_agg(json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl,
              'title_en', v.title_en, 'state', v.state) order by v.created_at), '[]') from vacancy v where v.position_id = position.id)""",
            many(named("VacancyOfPosition", record(id="uuid", reference="text", title_nl="text", title_en="text", state="text"))),
        ),
        "created_by_name": sql("polder.name_of(position.created_by)", "text?"),
    },
    POSITION_LIFE,
)  # fmt: skip

COST_RULES = version_parts.listing(
    "employer_cost_rules",
    rule,
    column("surcharge_bp", rule.c.surcharge_bp, "opslag (0,01 %)", "surcharge (0.01%)", "integer"),
)
COST_RULE = version_parts.detail(rule, COST_RULE_LIFE)

# What waits for the director, for whoever pays and for whoever hires: see polder.home.
_LINE = "x.id, x.reference, x.title_nl, x.title_en, x.updated_at"
WAITING = [
    f"""
  select 'position.approve', 'positions', {_LINE}, polder.day_ends(x.starts_on - 120), 'Keur de positie goed', 'Approve the position'
  from position x where x.state = 'funded' and (select polder.may('position.approve')) and not polder.wrote_position(x.id)""",
    f"""
  select 'position.fund', 'positions', {_LINE}, polder.day_ends(x.starts_on - 150), 'Leg de financiering vast van', 'Settle the funding of'
  from position x where x.state = 'draft' and (select polder.may('position.fund'))""",
    f"""
  select 'position.gap', 'positions', {_LINE}, polder.day_ends(x.starts_on - 60), 'Vul de financiering aan van', 'Complete the funding of'
  from position x where x.state in ('funded', 'approved', 'vacant', 'filled') and (select polder.may('position.fund'))
    and not polder.position_covered(x.id)""",
    f"""
  select 'position.advertise', 'positions', {_LINE}, polder.day_ends(x.starts_on - 90), 'Schrijf een vacature voor', 'Write a vacancy for'
  from position x where x.state = 'approved' and (select polder.may('position.fill'))
    and not exists (select from vacancy v where v.position_id = x.id and v.state <> 'archived')
    and not exists (select from offer o where o.position_id = x.id and o.state in ('draft', 'approved', 'sent', 'accepted'))""",
    # What happens after the hire is of people: positions do not follow by themselves.
    f"""
  select 'position.vacate', 'positions', {_LINE}, polder.day_ends(polder.today()), 'Niemand begon: maak de positie weer vacant:', 'Nobody started: make the position vacant again:'
  from position x where x.state = 'filled' and (select polder.may('position.fill')) and polder.after_hire(x.id) = 'nobody'""",
    f"""
  select 'position.outgrown', 'positions', {_LINE}, polder.day_ends(x.filled_until), 'Dek de aanstelling, die groter is dan haar positie:', 'Cover the appointment, which outgrew its position:'
  from position x where x.state = 'filled' and (select polder.may('position.fund')) and polder.after_hire(x.id) = 'outgrown'""",
    """
  select 'position.still_advertised', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at, polder.day_ends(polder.today()),
    'De positie is vervuld: trek in, of houd open:', 'The position is filled: withdraw, or keep open:'
  from vacancy v join position x on x.id = v.position_id where v.state = 'published' and x.state = 'filled'
    and ((select polder.may('vacancy.publish')) or v.id = any((select polder.scope('vacancy.publish'))::uuid[]))""",
    version_parts.waiting(
        "employer_cost_rule",
        "employer_cost_rule.confirm",
        "employer_cost_rules",
        "Bevestig de werkgeverslasten bij hun bron",
        "Confirm the costs of employers by their source",
    ),
]
FIGURES = [
    """
  select 'positions_open', 'openstaande posities', 'open positions', (select count(*) from position where state in ('approved', 'vacant'))
  where (select polder.may('position.read'))""",
]
FINDS = [
    """
  select 'positions', p.id, p.title_nl, p.title_en, p.reference from position p, q where p.search @@ q.query limit 6""",
]
