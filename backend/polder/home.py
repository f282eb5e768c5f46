"""What everybody meets first, put together from all domains: what waits for me, figures, what happened, and Ctrl-K.

Each domain declares its own lines as SQL (`WAITING`, `FIGURES`, `OPENS`, `FINDS`, `ACTIVITY`), with the columns that are named
here; row-level security and permissions decide which of them somebody meets.
"""

from fastapi import APIRouter, Request, Response

from polder.funding import rooms as funding
from polder.grants import rooms as grants
from polder.hiring import rooms as hiring
from polder.identity import views as identity
from polder.kernel import operations
from polder.kernel.http import ActionRoute, Reading, json_response
from polder.kernel.openapi import WORDS, kind, many, named, record
from polder.kernel.reader import unknown
from polder.kernel.resources import reads
from polder.partners import views as partners
from polder.partners.conflicts import views as conflicts

router = APIRouter(route_class=ActionRoute, tags=["home"])

# Whose lines these are, in the order of the page.
PARTS = (*hiring.VIEWS, *funding.VIEWS, *grants.VIEWS, identity, operations, partners, conflicts)


def _all(name: str) -> str:
    lines = [line.strip() for part in PARTS for line in getattr(part, name, ())]
    return "\n  union all ".join(f"({line})" for line in lines)


TODO = f"""
with item (kind, resource, id, reference, subject_nl, subject_en, since, due, nl, en) as (
  {_all("WAITING")}
), figure (key, nl, en, value) as (
  {_all("FIGURES")}
), opened (key, resource, nl, en, value_nl, value_en) as (
  {_all("OPENS")}
), happened (at, actor_id, move, kind, resource, record_id, reference, subject_nl, subject_en) as (
  {_all("ACTIVITY")}
)
select json_build_object(
  'data', (select coalesce(json_agg(json_build_object('kind', kind, 'record', json_build_object('resource', resource,
     'id', id, 'reference', reference), 'subject', json_build_object('nl', subject_nl, 'en', subject_en),
     'title', json_build_object('nl', nl, 'en', en), 'since', since, 'due', due,
     'group', case when due < now() then 'overdue' when due < now() + interval '7 days' then 'this_week' else 'later' end)
     order by due nulls last, id), '[]'::json) from (select * from item order by due nulls last, id limit 200) as i),
  'total', (select count(*) from item),
  'figures', (select coalesce(json_agg(json_build_object('key', key, 'label', json_build_object('nl', nl, 'en', en),
     'value', value)), '[]'::json) from figure),
  'opens', (select coalesce(json_agg(json_build_object('key', key, 'resource', resource, 'label', json_build_object('nl', nl, 'en', en),
     'value', json_build_object('nl', value_nl, 'en', value_en))), '[]'::json) from opened),
  'activity', (select coalesce(json_agg(json_build_object('at', at, 'who', polder.name_of(actor_id), 'move', move, 'kind', kind,
     'record', json_build_object('resource', resource, 'id', record_id, 'reference', reference),
     'subject', json_build_object('nl', subject_nl, 'en', subject_en))), '[]'::json) from (select * from happened order by at desc limit 8) as h))::text
"""
TODO_SHAPE = named("Todo", record(
    data=many(named("TodoItem", record(
        kind="text", record=record(resource="text", id="uuid?", reference="text"), subject=WORDS, title=WORDS,
        since="instant?", due="instant?", group=kind("text", choices=["overdue", "this_week", "later"])))),
    total="integer", figures=many(record(key="text", label=WORDS, value="integer")),
    opens=many(named("Opened", record(key="text", resource="text", label=WORDS, value=WORDS))),
    activity=many(named("Happened", record(
        at="instant", who="text?", move="text", kind="text", record=record(resource="text", id="uuid", reference="text"),
        subject=WORDS))),
))  # fmt: skip

FIND = f"""
with q as (select polder.query($1) as query), found (resource, id, title_nl, title_en, subtitle) as (
  {_all("FINDS")}
)
select json_build_object('data', coalesce(json_agg(json_build_object('resource', resource, 'id', id,
  'title', json_build_object('nl', title_nl, 'en', title_en), 'subtitle', subtitle)), '[]'::json))::text from found
"""
FIND_SHAPE = named("Found", record(data=many(record(resource="text", id="uuid", title=WORDS, subtitle="text"))))


@router.get(
    "/todo",
    summary="What waits for me, the figures of my role, and what happened last",
    responses=reads(TODO_SHAPE, "By due date"),
)
async def todo(request: Request, view: Reading) -> Response:
    for name in request.query_params:
        if name != "language":
            raise unknown(name, ["language"])
    settings = request.app.state.settings
    return json_response(await view.value(TODO, settings.smtp_url is not None or not settings.demonstration))


@router.get(
    "/find",
    summary="Find anything I may see, by the beginnings of its words",
    responses=reads(FIND_SHAPE, "At most six of each kind"),
)
async def find(view: Reading, q: str = "") -> Response:
    words = q.replace("\x00", " ").strip()[:200]
    if not words:
        return json_response(b'{"data":[]}')
    return json_response(await view.value(FIND, words))
