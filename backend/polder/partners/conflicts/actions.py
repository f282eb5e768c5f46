"""Declare and end interests, read in works, set windows; and tell the facts of people to the rules."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from polder.kernel import problems, versions
from polder.kernel.tx import Tx
from polder.kernel.words import Words
from polder.partners.conflicts import rules
from polder.partners.conflicts import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.partners.conflicts.access import WRITE
from polder.partners.conflicts.orcid_xml import is_xml, record_of_xml
from polder.partners.conflicts.rules import Facts, Place, Supervisor, Work
from polder.partners.conflicts.tables import ConflictWindow, Interest
from polder.partners.tables import Organisation, Person

WORKS_MOST = 20_000


async def declare_interest(tx: Tx, values: dict[str, Any]) -> Interest:
    """By the person themselves, or by whoever keeps interests."""
    if values["person_id"] != tx.actor.person_id:
        tx.require("interest.write")
        await tx.get(Person, values["person_id"])
    await tx.get(Organisation, values["organisation_id"])
    return await tx.add(Interest(**values))


async def end_interest(tx: Tx, id: UUID, version: int, last_day: date) -> Interest:
    interest = await tx.get(Interest, id, lock=True, version=version)
    interest.valid_until = last_day
    await tx.flush()
    return interest


async def propose_window(tx: Tx, values: dict[str, Any]) -> ConflictWindow:
    return await tx.add(ConflictWindow(**values))


async def change_window(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    await versions.change(tx, await tx.get(ConflictWindow, id, lock=True, version=version), values, WRITE)


def works_in(content: bytes, field: str = "file") -> list[Work]:
    """The works in a file of ORCID's (JSON or XML), or a problem with its remedy, at `field`."""
    try:
        found = rules.works_of_orcid(record_of_xml(content) if is_xml(content) else orjson.loads(content))
    except (orjson.JSONDecodeError, rules.NotWorks):
        raise problems.invalid_field(
            field, Words(nl="Dit is geen lijst van werken van ORCID.", en="This is no list of works from ORCID."),
            Words(nl="Stuur het bestand van het ORCID-record, als JSON of XML (pub.orcid.org/v3.0/<iD>/works).",
                  en="Send the file of the ORCID record, as JSON or XML (pub.orcid.org/v3.0/<iD>/works)."),
        ) from None  # fmt: skip
    if len(found) > WORKS_MOST:
        raise problems.invalid_field(
            field, Words(nl="Dit zijn te veel werken.", en="These are too many works."),
            Words(nl="Stuur er hoogstens 20.000.", en="Send at most 20,000."),
        )  # fmt: skip
    return found


async def import_works(tx: Tx, person: UUID, content: bytes) -> int:
    """The works of a person are from now on those of this file: how many there are."""
    await tx.get(Person, person)
    if person != tx.actor.person_id:
        tx.require("person.write")
    works = works_in(content)
    await tx.run("delete from person_work where person_id = :person and identifier <> all(:kept)",
                 person=person, kept=[work.identifier for work in works])  # fmt: skip
    await tx.run(
        """insert into person_work (person_id, identifier, title, published_on)
           select :person, w.identifier, w.title, w.published_on
           from jsonb_to_recordset(cast(:works as jsonb)) as w(identifier text, title text, published_on date)
           on conflict (person_id, identifier) do update set title = excluded.title, published_on = excluded.published_on
           where (person_work.title, person_work.published_on) is distinct from (excluded.title, excluded.published_on)""",
        person=person,
        works=orjson.dumps([{"identifier": w.identifier, "title": w.title, "published_on": w.on} for w in works]).decode(),
    )  # fmt: skip
    return len(works)


# ---- what the rules read ---------------------------------------------------------------------------------------------

FACTS = """
select p.id, p.name, p.orcid,
  (select jsonb_agg(jsonb_build_array(f.organisation_id, o.name, o.names_text_list, f.valid_from, f.valid_until))
   from affiliation f join named o on o.id = f.organisation_id where f.person_id = p.id) as places,
  (select jsonb_agg(jsonb_build_array(w.identifier, w.title, w.published_on)) from person_work w where w.person_id = p.id) as works,
  (select jsonb_agg(jsonb_build_array(s.name, v.person_id, s.orcid, v.valid_from, coalesce(v.valid_until, a.ends_on)))
   from appointment a join supervision v on v.appointment_id = a.id join person s on s.id = v.person_id
   where a.person_id = p.id and a.state <> 'cancelled') as supervisors,
  (select jsonb_agg(jsonb_build_array(i.organisation_id, o.name, o.names_text_list, i.valid_from, i.valid_until, i.kind))
   from interest i join named o on o.id = i.organisation_id where i.person_id = p.id) as interests
from person p where p.id = any(:people)
"""
NAMED = """with named as (
  select o.id, o.name, to_jsonb(array[o.name] || o.aliases || o.acronyms || array(
    select l ->> 'value' from jsonb_array_elements(o.labels) as l where l ->> 'value' is not null)) as names_text_list
  from organisation o)"""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _place(id: str, label: str, names: list[str], since: str, until: str | None, as_what: str = "") -> Place:
    return Place(label, rules.keys(names, id), _day(since), _day(until), as_what)


async def people_facts(tx: Tx, people: Sequence[UUID]) -> dict[UUID, Facts]:
    """What the house knows of these people, as far as the actor may see it."""
    found = await tx.rows(NAMED + FACTS, people=list(people))
    return {
        row.id: Facts(
            row.name, str(row.id), row.orcid or "",
            tuple(_place(*place) for place in row.places or ()),
            tuple(Work(identifier, title, _day(on)) for identifier, title, on in row.works or ()),
            supervisors=tuple(
                Supervisor(name, id, orcid or "", _day(since), _day(until)) for name, id, orcid, since, until in row.supervisors or ()
            ),
            interests=tuple(_place(*place) for place in row.interests or ()),
        )
        for row in found
    }  # fmt: skip


async def organisation_names(tx: Tx) -> dict[str, frozenset[str]]:
    """Name as it is compared → the keys of the organisation that is called so; a name that two share is nobody's."""
    known: dict[str, frozenset[str]] = {}
    shared: set[str] = set()
    for id, names in await tx.rows(NAMED + " select n.id, n.names_text_list from named n"):
        keys = rules.keys(names, str(id))
        for key in keys:
            if known.get(key, keys) != keys:
                shared.add(key)
            known[key] = keys
    return {key: keys for key, keys in known.items() if key not in shared}


async def windows(tx: Tx) -> dict[str, int]:
    """Kind → years, as they hold today."""
    rows = await tx.rows(
        """select key, value from conflict_window where state = 'in_force'
           and polder.today() between valid_from and coalesce(valid_until, 'infinity')"""
    )
    return {row.key: row.value for row in rows}
