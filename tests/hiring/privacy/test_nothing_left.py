"""Of every table that belongs to an application, every text goes: whatever table it is, and whoever wrote it."""

from typing import Any
from uuid import uuid4

from sqlalchemy import Column, ForeignKey, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA, JSONB, TSTZRANGE, TSVECTOR
from sqlalchemy.types import BigInteger, Boolean, Date, DateTime, Integer, LargeBinary, Numeric, Uuid

from polder import domains
from polder.hiring.privacy import rules
from polder.kernel import audit, jobs
from tests.hiring.privacy.keeping import later, rule, texts, work
from tests.hiring.privacy.test_erasure import listed, officers
from tests.support.world import World

WORD = "Zebravink"
# What says nothing of a person; everything else of a table says the word.
FITS: dict[str, Any] = {
    "email": f"{WORD}@example.org", "to_address": f"{WORD}@example.org", "language": "en", "sha256": "0" * 64, "storage_key": str(uuid4()),
    "record_kind": "application", "item": "degree", "stage_before": None, "body_sha256": "0" * 64, "letter_sha256": "0" * 64, "content_sha256": "0" * 64, "kind": None, "media_type": "application/pdf", "role": "applicant", "party": "candidate",
    "track": "academic", "move": "reject", "to_state": "rejected", "from_state": None, "orcid": "0000-0002-1825-0097", "size": 10, "file_name": WORD,
    "ended_at": "2026-01-01", "refusal": None, "verdict": "same", "reference": None,
}  # fmt: skip
FITS_HERE: dict[tuple[str, str], Any] = {
    ("session", "account_id"): None,
    ("advisor_choice", "position"): None,
    ("letter_of_intent", "second_advisor_id"): "ffffffff-ffff-7fff-bfff-ffffffffffff",
    ("offer", "ends_on"): None,
    ("same_person", "kept_id"): None,
    ("same_person", "second_id"): "ffffffff-ffff-7fff-bfff-ffffffffffff",
}
KINDS = {
    "application_key": "name",
    "conflict": "family",
    "document": "cv",
    "session": "link",
    "interview_change": "invited",
}


def value(column: Column[Any], ids: dict[str, str]) -> Any:
    """Something for a column that says whose it is, as far as its promises allow."""
    if (column.table.name, column.name) in FITS_HERE:
        return FITS_HERE[column.table.name, column.name]
    if column.foreign_keys:
        named = next(iter(column.foreign_keys)).column.table.name
        return ids.setdefault(named, str(uuid4()))
    if column.name in ids and isinstance(column.type, Uuid):
        return ids[column.name]
    if column.name == "kind":
        return KINDS.get(column.table.name, next(iter(column.info.get("choices", [WORD]))))
    if column.name in FITS:
        return FITS[column.name]
    if choices := column.info.get("choices"):
        return choices[-1]
    kind = column.type
    if isinstance(kind, JSONB):
        return f'[{{"who": "{WORD}"}}]'
    for of, made in (
        (TSTZRANGE, "[2026-01-01,2026-01-02)"), (ARRAY, "{}"), (BYTEA, b"Zebravink"), (LargeBinary, uuid4().bytes), (Uuid, str(uuid4())),
        (Boolean, True), (Date, "2026-01-02"), (DateTime, "2026-01-02T12:00:00Z"), (BigInteger, 1), (Integer, 1), (Numeric, 1), (Text, WORD),
    ):  # fmt: skip
        if isinstance(kind, of):
            return made
    return WORD


async def test_of_a_person_nothing_is_left_in_any_table_and_the_audit_still_verifies(world: World) -> None:
    vacancy = await world.vacancy()
    hr, privacy = await officers(world)
    application = await world.application(vacancy, WORD, "mark_eligible", "reject")
    said = rules.declared(domains.ACCESSES)
    ids = {"application": application["id"], "application_id": application["id"], "vacancy": vacancy["id"], "vacancy_id": vacancy["id"],
           "record_id": application["id"], "scope_id": application["id"]}  # fmt: skip
    left_out = {
        "application",
        "audit_personal",
        "idempotency_key",
        "move_entry",
        "application_key",
    }  # written by the story itself
    filled = [
        t
        for t in domains.metadata.sorted_tables
        if t.name in said and not said[t.name].stays and not said[t.name].by and t.name not in left_out
    ]
    for table in filled:
        ids[table.name] = str(uuid4())
        columns = [
            c
            for c in table.c
            if not isinstance(c.type, TSVECTOR) and c.name not in ("version", "created_at", "updated_at", "reference")
        ]
        row = {
            c.name: ids[table.name] if c.name == "id" else value(c, ids)
            for c in columns
            if not c.primary_key or c.name == "id" or c.foreign_keys
        }
        row = {name: given for name, given in row.items() if given is not None}
        missing = [c for c in table.c if c.primary_key and c.name not in row]
        row |= {c.name: value(c, ids) for c in missing}
        literal = ", ".join(_literal(given) for given in row.values())
        names = ", ".join(f'"{name}"' for name in row)
        world.sql(f"set session_replication_role = replica; insert into {table.name} ({names}) values ({literal})")
    before = texts(world, WORD)
    assert len(before) >= 20, sorted(before)
    world.sql("set session_replication_role = replica; update objection set state = 'dismissed'")
    async with jobs.work_as_system("seal") as tx:
        await audit.seal(tx, audit.signing_key(world.app.state.settings))  # type: ignore[arg-type]

    rule(world, "retention_days", 28)
    later(world, 29)
    run = await listed(hr)
    (item,) = run["items"]
    assert set(item["going"]) >= {t.name for t in filled} - {"session", "upload_piece"}
    await hr.move("erasure-runs", run["id"], "look")
    assert (await privacy.move("erasure-runs", run["id"], "carry_out")).status_code == 200
    await work(world)
    (item,) = (await hr.get(f"/erasure-runs/{run['id']}")).json()["items"]
    assert item["kept_because"] is None, item["proof"]["elsewhere"]
    assert texts(world, WORD) == {}
    assert world.sql("select count(*) from mail_attachment") == [(0,)]
    assert world.sql("select contents from erasure_item") == [([],)]
    async with jobs.work_as_system("seal") as tx:
        await audit.seal(tx, audit.signing_key(world.app.state.settings))  # type: ignore[arg-type]
        assert [finding async for finding in audit.verify(tx)] == []


def _literal(given: Any) -> str:
    if isinstance(given, bytes):
        return f"'\\x{given.hex()}'::bytea"
    return "'" + str(given).replace("'", "''") + "'"


def test_every_table_of_an_application_says_what_of_it_goes_and_a_new_one_that_does_not_is_found() -> None:
    assert rules.unanswered(domains.metadata, domains.ACCESSES) == []
    metadata = MetaData()
    for table in domains.metadata.tables.values():
        table.to_metadata(metadata)
    Table("hobby", metadata, Column("application_id", Uuid()), Column("what", Text()))
    Table("judged", metadata, Column("id", Uuid()), Column("of_review", Uuid(), ForeignKey("review.id")))
    assert rules.unanswered(metadata, domains.ACCESSES) == ["hobby", "judged"]
