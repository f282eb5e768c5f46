"""What people read about opportunities."""

from typing import Any

from sqlalchemy import text

from polder.grants.opportunities import tables as _tables
from polder.grants.opportunities.lifecycle import OPPORTUNITY as OPPORTUNITY_LIFE
from polder.grants.opportunities.tables import TEXTS
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, mapping, named, record
from polder.kernel.reader import Column, Detail, Listing, column
from polder.kernel.record import metadata

opportunity = metadata.tables["opportunity"]
deadline = metadata.tables["opportunity_deadline"]
imported = metadata.tables["opportunity_import"]
theme = metadata.tables["theme"]

NOTICE_DAYS = "coalesce(polder.grant_figure('notice_days'), 0)::int"  # with no figure in force: on the day itself
_WATCHED = sql(
    "exists (select from opportunity_watch w where w.opportunity_id = opportunity.id and w.account_id = (select polder.actor()))",
    kind("boolean", about="the asker watches it"),
)
_THEMES = sql(
    "array(select m.theme_id from opportunity_theme m where m.opportunity_id = opportunity.id)", many(kind("uuid"))
)
_MISSING_SQL = """array_remove(array[
  case when opportunity.due_days = '{}' then 'deadline' end,
  case when coalesce(opportunity.budget_cents, opportunity.grant_min_cents, opportunity.grant_max_cents) is null then 'budget' end,
  case when opportunity.call_id is null then 'call_id' end], null)"""
_MISSING = sql(_MISSING_SQL, many(kind("text", choices=["deadline", "budget", "call_id"])))
_OVER = sql(
    "(opportunity.state = 'archived' or polder.opportunity_over(opportunity.status, opportunity.due_days))",
    kind("boolean", about="archived, closed, or every deadline has passed"),
)


def _themes_named(language: str) -> Any:
    return sql(
        f"(select string_agg(t.name_{language}, '; ' order by t.name_{language}) from opportunity_theme m join theme t on t.id = m.theme_id"
        " where m.opportunity_id = opportunity.id)",
        "text?",
    )


def _of_opportunity() -> list[Column]:
    """What is told of an opportunity beside its deadlines, in both lists."""
    o = opportunity.c
    return [
        column("title", o.title, "titel", "title", by="sort"),
        column("funder", o.funder_name, "financier", "funder", by="sort filter"),
        column("programme", o.programme, "programma", "programme", by="sort filter"),
        column("call_id", o.call_id, "oproep", "call id", by="sort filter"),
        column("status", o.status, "stand bij de financier", "status", by="sort filter"),
        column("watched", _WATCHED, "gevolgd", "watched", "boolean", "filter"),
        column("theme_ids", _THEMES, "thema-id's", "theme ids", "uuid", "has", export=False),
        column("themes_nl", _themes_named("nl"), "thema's (nl)", "themes (nl)"),
        column("themes_en", _themes_named("en"), "thema's (en)", "themes (en)"),
    ]


_TITLE, _FUNDER, _PROGRAMME, _CALL, _STATUS, *_REST = _of_opportunity()
OPPORTUNITIES = Listing(
    "opportunities",
    opportunity,
    opportunity.c.id,
    [
        column("id", opportunity.c.id, "id", "id", "uuid", export=False),
        _TITLE, _FUNDER,
        column("funder_id", opportunity.c.funder_id, "financier-id", "funder id", "uuid", "filter", export=False),
        _PROGRAMME,
        column("scheme", opportunity.c.scheme, "regeling", "scheme", by="sort"),
        _CALL,
        column("form", opportunity.c.form, "vorm", "form", by="sort filter"),
        _STATUS,
        column("over", _OVER, "voorbij", "over", "boolean", "filter"),
        column("opens_on", opportunity.c.opens_on, "opent", "opens", "date", "sort range"),
        column("next_deadline", sql("polder.next_due(opportunity.due_days)", "date?"), "volgende deadline", "next deadline", "date", "sort range"),
        column("next_at", sql(
            "(select d.due_at from opportunity_deadline d where d.opportunity_id = opportunity.id and d.due_on = polder.next_due(opportunity.due_days))",
            "instant?"), "tijdstip", "moment", "instant"),
        column("deadlines_left", sql("(select count(*) from unnest(opportunity.due_days) as day where day >= polder.today())", "integer"), "deadlines te gaan", "deadlines left", "integer"),
        column("currency", opportunity.c.currency, "munt", "currency", by="filter"),
        column("budget_cents", opportunity.c.budget_cents, "budget van de oproep", "budget of the call", "money", "sort range"),
        column("grant_min_cents", opportunity.c.grant_min_cents, "kleinste subsidie", "smallest grant", "money"),
        column("grant_max_cents", opportunity.c.grant_max_cents, "grootste subsidie", "largest grant", "money", "sort range"),
        column("grants_expected", opportunity.c.grants_expected, "verwachte subsidies", "grants expected", "integer"),
        column("budget_text", opportunity.c.budget_text, "budget zoals het kwam", "budget as it came"),
        *_REST,
        column("missing", _MISSING, "ontbreekt", "missing", "text", "has", export=False),
        column("broken_text", opportunity.c.broken_text, "tekens verminkt", "broken text", "boolean", "filter"),
        column("source", opportunity.c.source, "herkomst", "source", by="sort filter"),
        column("url", opportunity.c.url, "webadres", "address"),
        column("state", opportunity.c.state, "stand", "state", by="sort filter"),
        column("created_at", opportunity.c.created_at, "toegevoegd", "added", "instant", "sort range"),
        column("version", opportunity.c.version, "versie", "version", "integer", export=False),
    ],
    sort="next_deadline",
    search=opportunity.c.search,
)  # fmt: skip

OPPORTUNITY = Detail(
    opportunity,
    opportunity.c.id,
    {
        **{c.name: c for c in opportunity.c if c.name not in ("search", "said", "due_days")},
        "over": _OVER,
        "watched": _WATCHED,
        "missing": _MISSING,
        "deadlines": sql(
            """(select coalesce(json_agg(json_build_object('id', d.id, 'due_on', d.due_on, 'due_at', d.due_at, 'label', d.label)
              order by d.due_on), '[]') from opportunity_deadline d where d.opportunity_id = opportunity.id)""",
            many(named("DeadlineOfOpportunity", record(id="uuid", due_on="date", due_at="instant?", label="text?"))),
        ),
        "themes": sql(
            """(select coalesce(json_agg(json_build_object('theme_id', t.id, 'name_nl', t.name_nl, 'name_en', t.name_en, 'at', m.created_at,
              'by', polder.name_of(m.created_by)) order by t.name_en), '[]')
              from opportunity_theme m join theme t on t.id = m.theme_id where m.opportunity_id = opportunity.id)""",
            many(named("ThemeOfOpportunity", record(theme_id="uuid", name_nl="text", name_en="text", at="instant", by="text?"))),
        ),
        # Whole words of a theme that its text holds: a reason to look, in the order of the alphabet.
        "words_in_common": sql(
            """(select coalesce(json_agg(json_build_object('theme_id', t.id, 'name_nl', t.name_nl, 'name_en', t.name_en, 'words', f.words)
              order by t.name_en), '[]') from theme t cross join lateral (
                select array_agg(distinct trim(k) order by trim(k)) as words from regexp_split_to_table(t.keywords, ',') as k
                where trim(k) <> '' and tsvector_to_array(opportunity.search) @> polder.lexemes(trim(k))) as f
              where t.used and f.words is not null
                and not exists (select from opportunity_theme m where m.theme_id = t.id and m.opportunity_id = opportunity.id))""",
            many(named("WordsInCommon", record(theme_id="uuid", name_nl="text", name_en="text", words=many(kind("text"))))),
        ),
        "watchers": sql(
            """(select coalesce(json_agg(polder.name_of(w.account_id) order by w.created_at), '[]') from opportunity_watch w
              where w.opportunity_id = opportunity.id and (select polder.may('opportunity.write')))""",
            {**many(kind("text?")), "description": "who watches it, for a grants officer"},
        ),
        "changes": sql(
            """(select coalesce(json_agg(json_build_object('at', c.created_at, 'field', c.field, 'was', c.was, 'now_is', c.now_is,
              'applied', c.applied) order by c.created_at desc, c.id desc), '[]')
              from (select * from opportunity_change c where c.opportunity_id = opportunity.id order by c.id desc limit 30) as c)""",
            many(named("ChangeOfOpportunity", record(at="instant", field="text", was="text?", now_is="text?",
                                                      applied=kind("boolean", about="false: somebody had changed it here, and that stays")))),
        ),
    },
    OPPORTUNITY_LIFE,
)  # fmt: skip

DEADLINES = Listing(
    "opportunity_deadlines",
    deadline.join(opportunity, opportunity.c.id == deadline.c.opportunity_id),
    deadline.c.id,
    [
        column("id", deadline.c.id, "id", "id", "uuid", export=False),
        column("due_on", deadline.c.due_on, "dag", "day", "date", "sort range"),
        column("due_at", deadline.c.due_at, "tijdstip", "moment", "instant"),
        column("label", deadline.c.label, "wat", "what"),
        column("opportunity_id", deadline.c.opportunity_id, "subsidiekans-id", "opportunity id", "uuid", "filter", export=False),
        *_of_opportunity(),
    ],
    sort="due_on",
    search=opportunity.c.search,
    where=[text("opportunity.state = 'listed' and opportunity.status <> 'closed'")],  # type: ignore[list-item]  # a condition written as text
)  # fmt: skip

THEMES = Listing(
    "themes",
    theme,
    theme.c.id,
    [
        column("id", theme.c.id, "id", "id", "uuid", export=False),
        column("name_nl", theme.c.name_nl, "naam (nl)", "name (nl)", by="sort"),
        column("name_en", theme.c.name_en, "naam (en)", "name (en)", by="sort"),
        column("keywords", theme.c.keywords, "trefwoorden", "keywords"),
        column("used", theme.c.used, "in gebruik", "used", "boolean", "filter"),
        column("opportunities", sql(
            "(select count(*) from opportunity_theme m join opportunity o on o.id = m.opportunity_id"
            " where m.theme_id = theme.id and o.state = 'listed')", "integer"), "subsidiekansen", "opportunities", "integer"),
        column("version", theme.c.version, "versie", "version", "integer", export=False),
    ],
    sort="name_en",
)  # fmt: skip
THEME = Detail(theme, theme.c.id, {c.name: c for c in theme.c})

IMPORTS = Listing(
    "opportunity_imports",
    imported,
    imported.c.id,
    [
        column("id", imported.c.id, "id", "id", "uuid", export=False),
        column("created_at", imported.c.created_at, "ingelezen", "read in", "instant", "sort range"),
        column("by", sql("polder.name_of(opportunity_import.created_by)", "text?"), "door", "by"),
        column("source", imported.c.source, "herkomst", "source", by="filter"),
        column("file_name", imported.c.file_name, "bestand", "file"),
        *[column(name, imported.c[name], nl, en, "integer") for name, nl, en in (
            ("rows", "rijen", "rows"), ("added", "nieuw", "new"), ("changed", "gewijzigd", "changed"), ("known", "al bekend", "known already"),
            ("refused", "geweigerd", "refused"), ("broken", "tekens verminkt", "broken text"), ("incomplete", "onvolledig", "incomplete"))],
    ],
    sort="-created_at",
)  # fmt: skip
IMPORT = Detail(
    imported,
    imported.c.id,
    {**{c.name: c for c in imported.c}, "by": sql("polder.name_of(opportunity_import.created_by)", "text?")},
)
RESULT = named("OpportunityImportResult", record(
    id="uuid?", source="text", file_name="text", preview="boolean", rows="integer", added="integer", changed="integer", known="integer",
    refused="integer", broken="integer", incomplete="integer", missing=mapping(kind("integer")),
    first=many(record(row="integer", title="text", funder="text", call_id="text?", deadlines=many(kind("date")), broken="boolean",
                      missing=many(kind("text")))),
    changes=many(record(id="uuid", title="text", field="text", was="text?", now_is="text?", applied="boolean")),
    refusals=_tables.REFUSED,
))  # fmt: skip

REPAIRS_MOST = 200
REPAIRS = f"""
select o.id, o.title, o.version, {", ".join(f"o.{name} as text_{name}" for name in TEXTS)}
from opportunity o where o.broken_text and (o.id = $1 or $1 is null) and (select polder.may('opportunity.write'))
order by o.state = 'archived', o.title, o.id limit {REPAIRS_MOST}"""
REPAIRS_SHAPE = named("Repairs", record(data=many(named("Repair", record(
    id="uuid", title="text", version="integer",
    texts=many(record(field="text", was="text", becomes="text")),
)))))  # fmt: skip

CHOICES = """select json_build_object(
  'funders', (select coalesce(json_agg(distinct o.funder_name), '[]') from opportunity o where o.state = 'listed'),
  'programmes', (select coalesce(json_agg(distinct o.programme) filter (where o.programme is not null), '[]') from opportunity o
    where o.state = 'listed'))::text"""
CHOICES_SHAPE = named("OpportunityChoices", record(funders=many(kind("text")), programmes=many(kind("text"))))

OWN = """select json_build_object('link_until', (select max(s.expires_at) from session s where s.kind = 'link'
  and s.role = 'opportunity_calendar' and s.scope_id = polder.actor() and s.ended_at is null and s.expires_at > now()))::text"""
OWN_SHAPE = named("OwnOpportunities", record(link_until=kind("instant?", about="a calendar link of one's own works until then")))  # fmt: skip
CALENDAR = """select polder.deadlines_of(who, $1)::text
from (select polder.opportunity_calendar_of() as who offset 0) as f where who is not null"""

WAITING = [
    f"""
  select 'opportunity.deadline', 'opportunities', o.id, coalesce(o.call_id, o.funder_name), o.title, o.title,
    polder.day_begins(d.due_on - {NOTICE_DAYS}), coalesce(d.due_at, polder.day_ends(d.due_on)),
    'U volgt een deadline:', 'You watch a deadline:'
  from opportunity_watch w join opportunity o on o.id = w.opportunity_id and o.state = 'listed' and o.status <> 'closed'
    join opportunity_deadline d on d.opportunity_id = o.id
  where w.account_id = (select polder.actor()) and d.due_on between polder.today() and polder.today() + {NOTICE_DAYS}""",
]
FIGURES = [
    """
  select 'opportunity_deadlines', 'deadlines van subsidiekansen, 90 dagen', 'deadlines of opportunities, 90 days',
    (select count(*) from opportunity o cross join unnest(o.due_days) as day
     where o.state = 'listed' and o.status <> 'closed' and day between polder.today() and polder.today() + 90)
  where (select polder.may('opportunity.write'))""",
]
FINDS = [
    """
  select 'opportunities', o.id, o.title, o.title, o.funder_name from opportunity o, q
  where o.search @@ q.query and o.state = 'listed' limit 6""",
]
