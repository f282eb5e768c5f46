"""What people do with organisations and people."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from polder.kernel import problems
from polder.kernel.problems import FieldProblem
from polder.kernel.texts import sort_key
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words
from polder.partners import rules
from polder.partners.tables import Affiliation, Organisation, Person

CHECKS["ck_affiliation_period"] = FieldProblem(
    "valid_until",
    Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."),
    Words(nl="Kies een latere dag, of laat hem leeg.", en="Choose a later day, or leave it empty."),
)
CHECKS["uq_person_orcid"] = FieldProblem(
    "orcid",
    Words(nl="Een andere persoon heeft dit ORCID iD al.", en="Another person has this ORCID iD already."),
    Words(
        nl="Zoek die persoon op, of kijk het iD na op orcid.org.",
        en="Look that person up, or check the iD at orcid.org.",
    ),
)
CHECKS["ck_organisation_membership"] = FieldProblem(
    "member_until",
    Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."),
    Words(nl="Kies een latere dag, of laat hem leeg.", en="Choose a later day, or leave it empty."),
)
REFUSALS["affiliated_already"] = Words(
    nl="Deze persoon hoort in deze tijd al zo bij deze organisatie. Kies andere dagen of een andere rol.",
    en="This person belongs to this organisation so already at that time. Choose other days or another role.",
)
BATCH = 500
JSON_COLUMNS = ("labels", "external_ids", "relationships")


async def import_ror(tx: Tx, records: Any) -> dict[str, int]:
    """Organisations from ROR records: new ones are added, known ones (same ROR id) brought up to date; all or none.

    `records` is one record or any number of them. They are taken one by one, so that a whole release need not lie in memory. `updated` counts those that changed.
    """
    counted, wrong = {"read": 0, "added": 0, "updated": 0}, list[FieldProblem]()
    batch: dict[str, dict[str, Any]] = {}

    async def flush() -> None:
        if batch and not wrong:
            added, updated = await _upsert(tx, list(batch.values()))
            counted["added"] += added
            counted["updated"] += updated
        batch.clear()

    for number, record in enumerate(
        records if isinstance(records, Iterable) and not isinstance(records, dict | str) else [records]
    ):
        counted["read"] += 1
        try:
            found = rules.organisation_from_ror(record)
        except rules.NotRor as error:
            wrong.append(_not_ror(number, error))
            continue
        if found["ror_id"] in batch or len(batch) == BATCH:
            await flush()
        batch[found["ror_id"]] = found
    await flush()
    if wrong or not counted["read"]:
        raise problems.invalid(*wrong[:50])
    return counted


def _not_ror(number: int, error: rules.NotRor) -> FieldProblem:
    return FieldProblem(
        f"[{number}]",
        Words(nl=f"Geen ROR-record: {error.words.nl}.", en=f"Not a ROR record: {error.words.en}."),
        Words(nl="Gebruik het ROR-schema versie 2.", en="Use ROR schema version 2."),
    )


async def _upsert(tx: Tx, rows: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """Insert or update in one statement: how many were new, and how many known ones had changed."""
    columns = list(rows[0])
    assignments = ", ".join(f"{c} = excluded.{c}" for c in columns if c not in ("ror_id", "kind"))
    changed = "(" + ", ".join(f"organisation.{c}" for c in columns if c != "kind") + ")"
    given = "(" + ", ".join(f"excluded.{c}" for c in columns if c != "kind") + ")"
    done = await tx.rows(
        f"""insert into organisation ({", ".join(columns)})
            select {", ".join(f"r.{c}" for c in columns)}
            from jsonb_populate_recordset(null::organisation, cast(:rows as jsonb)) as r
            on conflict (ror_id) do update set {assignments} where {changed} is distinct from {given}
            returning (version = 1) as added""",
        rows=json.dumps(rows),
    )
    added = sum(row.added for row in done)
    return added, len(done) - added


async def create_organisation(tx: Tx, values: dict[str, Any]) -> Organisation:
    return await tx.add(_named(Organisation(**values, sort_name=sort_key(values["name"]))))


async def change_organisation(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Organisation:
    organisation = await tx.get(Organisation, id, lock=True, version=version)
    for name, value in values.items():
        setattr(organisation, name, value)
    if "name" in values:
        organisation.sort_name = sort_key(values["name"])
    _named(organisation)
    await tx.flush()
    return organisation


def _named(organisation: Organisation) -> Organisation:
    """Found by every name it has."""
    labels = [str(label.get("value", "")) for label in organisation.labels or ()]
    organisation.names_text = rules.searched_names(
        [organisation.name, *organisation.aliases, *organisation.acronyms, *labels, organisation.ror_id]
    )
    return organisation


def _orcid(text: str | None) -> str | None:
    if not text:
        return None
    found = rules.orcid(text)
    if found is None:
        raise problems.invalid_field(
            "orcid",
            Words(nl="Dit ORCID iD klopt niet.", en="This ORCID iD is not right."),
            Words(nl="Schrijf het als 0000-0002-1825-0097.", en="Write it as 0000-0002-1825-0097."),
        )
    return found


async def create_person(tx: Tx, values: dict[str, Any]) -> Person:
    """A person by one display name; the sort name is the same unless given."""
    name = values["name"]
    return await tx.add(
        Person(
            name=name,
            sort_name=sort_key(values.get("sort_name") or name),
            orcid=_orcid(values.get("orcid")),
            email=values.get("email"),
        )
    )


async def change_person(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Person:
    person = await tx.get(Person, id, lock=True, version=version)
    for name, value in values.items():
        setattr(person, name, _orcid(value) if name == "orcid" else value)
    if "name" in values or "sort_name" in values:
        person.sort_name = sort_key(values.get("sort_name") or person.name)
    await tx.flush()
    return person


async def affiliate(tx: Tx, person_id: UUID, values: dict[str, Any]) -> Affiliation:
    """A person belongs to an organisation for a period and a part of their time."""
    await tx.get(Person, person_id)
    return await tx.add(Affiliation(person_id=person_id, **values))


async def end_affiliation(tx: Tx, id: UUID, version: int, last_day: date) -> Affiliation:
    """It ends after this day: past, today or planned. A wrong day is mended by ending it again."""
    affiliation = await tx.get(Affiliation, id, lock=True, version=version)
    if last_day < affiliation.valid_from:
        raise problems.invalid_field(
            "valid_until",
            Words(nl="Dit is voor het begin.", en="This is before it began."),
            Words(nl="Kies {day} of later.", en="Choose {day} or later.").format(
                day=affiliation.valid_from.isoformat()
            ),
        )
    affiliation.valid_until = last_day
    await tx.flush()
    return affiliation
