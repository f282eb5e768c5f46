"""What people read about interviews."""

from typing import Any

from polder.hiring.interviews import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.interviews.lifecycle import INTERVIEW as INTERVIEW_LIFE
from polder.hiring.interviews.lifecycle import ROUND as ROUND_LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

round_ = metadata.tables["interview_round"]
interview = metadata.tables["interview"]
slot = metadata.tables["interview_slot"]
vacancy = metadata.tables["vacancy"]
application = metadata.tables["application"]


def _counted(what: str, of: str) -> Any:
    return sql(f"(select count(*)::int from {of} x where x.round_id = interview_round.id and {what})", "integer")


ROUNDS = Listing(
    "interview_rounds",
    round_.join(vacancy, vacancy.c.id == round_.c.vacancy_id),
    round_.c.id,
    [
        column("id", round_.c.id, "id", "id", "uuid", export=False),
        column("vacancy_id", round_.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("vacancy", vacancy.c.reference, "vacature", "vacancy"),
        column("name_nl", round_.c.name_nl, "naam (nl)", "name (nl)", by="sort"),
        column("name_en", round_.c.name_en, "naam (en)", "name (en)", by="sort"),
        column("mode", round_.c.mode, "hoe", "how", by="filter"),
        column("minutes", round_.c.minutes, "minuten", "minutes", "integer"),
        column("state", round_.c.state, "stand", "state", by="sort filter"),
        column("slots", _counted("x.withdrawn_at is null", "interview_slot"), "tijden", "times", "integer"),
        column("booked", _counted("x.state in ('booked', 'held', 'no_show')", "interview"), "gepland", "booked", "integer"),
        column("waiting", _counted("x.state = 'invited'", "interview"), "nog te kiezen", "still to choose", "integer"),
        column("created_at", round_.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("version", round_.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip

PANEL = many(named("InterviewPanelist", record(account_id="uuid", name="text?")))
# Only those whom a conflict does not hide; a slot that is booked for one who is hidden is taken, and says no more.
ROUND = Detail(
    round_,
    round_.c.id,
    {
        **{c.name: c for c in round_.c},
        "vacancy": sql(
            """(select json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en)
              from vacancy v where v.id = interview_round.vacancy_id)""",
            record(id="uuid", reference="text", title_nl="text", title_en="text"),
        ),
        "panel": sql(
            """(select coalesce(json_agg(json_build_object('account_id', p.account_id, 'name', polder.name_of(p.account_id))
              order by polder.name_of(p.account_id)), '[]') from interview_panelist p where p.round_id = interview_round.id)""",
            PANEL,
        ),
        "slots": sql(
            """(select coalesce(json_agg(json_build_object('id', s.id, 'starts_at', s.starts_at, 'ends_at', s.ends_at,
              'version', s.version, 'taken', polder.slot_taken(s.id)) order by s.starts_at), '[]')
              from interview_slot s where s.round_id = interview_round.id and s.withdrawn_at is null)""",
            many(named("InterviewSlot", record(id="uuid", starts_at="instant", ends_at="instant", version="integer",
                                               taken="boolean"))),
        ),
        "interviews": sql(
            """(select coalesce(json_agg(json_build_object('id', i.id, 'application_id', a.id, 'name', a.name, 'reference', a.reference,
              'reachable', coalesce(polder.shows_something(a.email), false), 'stage', a.stage, 'state', i.state, 'slot_id', i.slot_id,
              'starts_at', (select s.starts_at from interview_slot s where s.id = i.slot_id), 'wish', i.wish, 'invited_at', i.created_at,
              'letter', polder.interview_letter(a.id), 'version', i.version,
              'notes', (select count(*)::int from interview_note n where n.interview_id = i.id)) order by a.sort_name, i.created_at), '[]')
              from interview i join application a on a.id = i.application_id where i.round_id = interview_round.id)""",
            many(named("InterviewOfRound", record(
                id="uuid", application_id="uuid", name="text", reference="text", reachable="boolean", stage="text", state="text",
                slot_id="uuid?", starts_at="instant?", wish="text?", invited_at="instant",
                letter=kind("text?", about="how the newest letter to the candidate fared"), version="integer", notes="integer"))),
        ),
        "candidates": sql(
            """(select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'reference', a.reference, 'stage', a.stage,
              'reachable', coalesce(polder.shows_something(a.email), false)) order by a.sort_name), '[]')
              from application a where a.vacancy_id = interview_round.vacancy_id and a.stage in ('shortlisted', 'interview')
                and not exists (select from interview i where i.application_id = a.id and i.round_id = interview_round.id
                  and i.state in ('invited', 'booked', 'held')))""",
            many(named("InterviewCandidate", record(id="uuid", name="text", reference="text", stage="text", reachable="boolean"))),
        ),
    },
    ROUND_LIFE,
)  # fmt: skip

STARTS = slot.c.starts_at
INTERVIEWS = Listing(
    "interviews",
    interview.join(application, application.c.id == interview.c.application_id)
    .outerjoin(round_, round_.c.id == interview.c.round_id)  # which a candidate does not see
    .outerjoin(slot, slot.c.id == interview.c.slot_id),
    interview.c.id,
    [
        column("id", interview.c.id, "id", "id", "uuid", export=False),
        column("application_id", interview.c.application_id, "sollicitatie-id", "application id", "uuid", "filter", export=False),
        column("application", application.c.reference, "sollicitatie", "application"),
        column("name", application.c.name, "naam", "name"),
        column("vacancy_id", interview.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("round_id", interview.c.round_id, "ronde-id", "round id", "uuid", "filter", export=False),
        column("round_nl", sql("interview_round.name_nl", "text?"), "ronde (nl)", "round (nl)"),
        column("round_en", sql("interview_round.name_en", "text?"), "ronde (en)", "round (en)"),
        column("starts_at", sql("interview_slot.starts_at", "instant?"), "begin", "start", "instant", "sort range"),
        column("ends_at", sql("interview_slot.ends_at", "instant?"), "einde", "end", "instant"),
        column("time_zone", sql("interview_round.time_zone", "text?"), "tijdzone", "time zone"),
        column("mode", sql("interview_round.mode", "text?"), "hoe", "how"),
        column("place", sql("interview_round.place", "text?"), "waar", "where"),
        column("state", interview.c.state, "stand", "state", by="sort filter"),
        column("created_at", interview.c.created_at, "uitgenodigd", "invited", "instant", "sort range"),
        column("version", interview.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip

INTERVIEW = Detail(
    interview,
    interview.c.id,
    {
        **{c.name: c for c in interview.c if c.name != "reminded_at"},
        "application": sql(
            """(select json_build_object('id', a.id, 'reference', a.reference, 'name', a.name) from application a
              where a.id = interview.application_id)""",
            perhaps(record(id="uuid", reference="text", name="text")),
        ),
        "round": sql(
            """(select json_build_object('id', r.id, 'name_nl', r.name_nl, 'name_en', r.name_en, 'mode', r.mode, 'place', r.place,
              'time_zone', r.time_zone, 'state', r.state) from interview_round r where r.id = interview.round_id)""",
            perhaps(record(id="uuid", name_nl="text", name_en="text", mode="text", place="text", time_zone="text", state="text")),
        ),
        "slot": sql(
            """(select json_build_object('starts_at', s.starts_at, 'ends_at', s.ends_at) from interview_slot s
              where s.id = interview.slot_id)""",
            perhaps(record(starts_at="instant", ends_at="instant")),
        ),
        "panel": sql(
            """(select coalesce(json_agg(json_build_object('account_id', a, 'name', polder.name_of(a))), '[]')
              from unnest(polder.interview_panel(interview.round_id, interview.application_id)) as a)""",
            PANEL,
        ),
        "changes": sql(
            """(select coalesce(json_agg(json_build_object('at', c.created_at, 'kind', c.kind, 'who', polder.name_of(c.created_by),
              'by_candidate', c.by_candidate, 'about', polder.name_of(c.account_id), 'reason', c.reason,
              'starts_at', (select s.starts_at from interview_slot s where s.id = c.slot_id)) order by c.created_at, c.id), '[]')
              from interview_change c where c.interview_id = interview.id)""",
            many(named("InterviewChange", record(
                at="instant", kind="text", who="text?", by_candidate="boolean", about="text?", reason="text?", starts_at="instant?"))),
        ),
        "notes": sql(
            """(select coalesce(json_agg(json_build_object('at', n.created_at, 'author', polder.name_of(n.created_by), 'text', n.text)
              order by n.created_at), '[]') from interview_note n where n.interview_id = interview.id)""",
            many(named("InterviewNote", record(at="instant", author="text?", text="text"))),
        ),
        "may_note": sql(
            """(interview.state in ('booked', 'held') and polder.actor() = any(polder.interview_panel(interview.round_id, interview.application_id))
              and exists (select from interview_slot s where s.id = interview.slot_id and s.starts_at <= polder.clock())
              and not exists (select from interview_note n where n.interview_id = interview.id and n.created_by = polder.actor()))""",
            "boolean",
        ),
    },
    INTERVIEW_LIFE,
)  # fmt: skip

ARRANGES = (
    "((select polder.may('interview.manage')) or r.vacancy_id = any((select polder.scope('interview.manage'))::uuid[]))"
)
MINE = "exists (select from interview_panelist p where p.round_id = r.id and p.account_id = (select polder.actor()))"
WAITING = [
    # What is mine to hold, within a week.
    f"""
  select 'interview.hold', 'applications', a.id, a.reference, a.name, a.name, s.starts_at, s.starts_at, 'Voer het gesprek met', 'Interview'
  from interview i join interview_slot s on s.id = i.slot_id join interview_round r on r.id = i.round_id
    join application a on a.id = i.application_id
  where i.state = 'booked' and s.ends_at > polder.clock() and s.starts_at < polder.clock() + interval '7 days' and {MINE}""",
    f"""
  select 'interview.mark', 'interview_rounds', r.id, v.reference, a.name, a.name, s.ends_at, s.ends_at + interval '2 days',
    'Leg vast of dit gesprek is gehouden:', 'Record whether this interview was held:'
  from interview i join interview_slot s on s.id = i.slot_id join interview_round r on r.id = i.round_id
    join application a on a.id = i.application_id join vacancy v on v.id = r.vacancy_id
  where i.state = 'booked' and s.ends_at <= polder.clock() and {ARRANGES}""",
    f"""
  select 'interview.wish', 'interview_rounds', r.id, v.reference, a.name, a.name, i.wish_at, i.wish_at + interval '2 days',
    'Geen tijd past voor', 'No time fits'
  from interview i join interview_round r on r.id = i.round_id join application a on a.id = i.application_id
    join vacancy v on v.id = r.vacancy_id
  where i.state in ('invited', 'booked') and i.wish is not null and r.state = 'open' and {ARRANGES}""",
    f"""
  select 'interview.again', 'interview_rounds', r.id, v.reference, a.name, a.name, i.updated_at, i.updated_at + interval '2 days',
    'Nodig opnieuw uit, of beslis over', 'Invite again, or decide about'
  from interview i join interview_round r on r.id = i.round_id join application a on a.id = i.application_id
    join vacancy v on v.id = r.vacancy_id
  where i.state in ('cancelled', 'declined', 'no_show') and a.stage = 'interview' and r.state = 'open' and {ARRANGES}
    and not exists (select from interview n where n.application_id = i.application_id and n.created_at > i.created_at)""",
    f"""
  select 'interview.choose', 'interview_rounds', r.id, v.reference, r.name_nl, r.name_en, w.since, w.since + interval '7 days',
    case when w.n = 1 then '1 kandidaat heeft' else w.n || ' kandidaten hebben' end || ' nog geen tijd gekozen voor',
    case when w.n = 1 then '1 candidate has' else w.n || ' candidates have' end || ' not chosen a time yet for'
  from interview_round r join vacancy v on v.id = r.vacancy_id join lateral (
    select count(*) as n, min(i.created_at) as since from interview i where i.round_id = r.id and i.state = 'invited' having count(*) > 0) as w on true
  where r.state = 'open' and {ARRANGES}""",
]
# A figure where there is something to count: most weeks of most readers have none.
FIGURES = [
    """
  select 'interviews_week', 'gesprekken deze week', 'interviews this week', w.n
  from (select count(*) as n from interview i join interview_slot s on s.id = i.slot_id where i.state in ('booked', 'held')
          and s.starts_at >= date_trunc('week', polder.clock(), 'Europe/Amsterdam')
          and s.starts_at < date_trunc('week', polder.clock(), 'Europe/Amsterdam') + interval '7 days') as w
  where w.n > 0 and ((select polder.may('interview.read')) or cardinality((select polder.scope('interview.read'))) > 0)""",
]
FINDS: list[str] = []

CALENDAR = "select polder.interviews_of(who)::text from (select polder.interview_calendar_of() as who offset 0) as f where who is not null"
OWN = """select json_build_object('data', polder.interviews_of(polder.actor()), 'link_until', (select max(s.expires_at) from session s
  where s.kind = 'link' and s.role = 'interview_calendar' and s.scope_id = polder.actor() and s.ended_at is null and s.expires_at > now()))::text"""
OWN_SHAPE = named("OwnInterviews", record(
    data=many(named("OwnInterview", record(
        id="uuid", sequence="integer", state="text", starts_at="instant", ends_at="instant", zone="text", mode="text", place="text",
        name_nl="text", name_en="text", candidate="text", application="uuid", vacancy_nl="text", vacancy_en="text", at="instant"))),
    link_until=kind("instant?", about="a calendar link of one's own works until then"),
))  # fmt: skip
