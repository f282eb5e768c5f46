"""Who sees and does what with consent, objections and erasure; and the functions that erase, made of what every room says.

Nobody deletes anything of an application by hand. The functions run as polder_guard, which may do so while it erases and at
no other time.
"""

from collections.abc import Iterable
from importlib.resources import files

from sqlalchemy import MetaData

from polder.hiring.privacy import rules
from polder.hiring.privacy.lifecycle import ALONE, JUDGE, RUN
from polder.kernel.access import GUARD, Access, Erased, Policy, may, may_or_within, unconflicted, within
from polder.kernel.words import Words

READ, OPEN, EXPORT = "erasure.read", "objection.open", "subject.export"
PERMISSIONS = {
    READ: Words(nl="zien wat gewist wordt en werd", en="see what is and was erased"),
    RUN: Words(nl="wissen voorstellen, nalopen en uitvoeren", en="propose, look through and carry out erasure"),
    ALONE: Words(nl="wissen zonder dat iemand het uitvoert", en="erase without anybody carrying it out"),
    OPEN: Words(nl="een bezwaar vastleggen", en="note an objection"),
    JUDGE: Words(nl="over bezwaren oordelen", en="judge objections"),
    EXPORT: Words(nl="alles van een persoon meenemen", en="take along all that is kept of a person"),
}
HOLDS = {
    "hr_officer": [READ, RUN, OPEN, JUDGE, EXPORT],
    "privacy_officer": [READ, RUN, JUDGE, EXPORT],
    "director": [READ, JUDGE],
    "auditor": [READ],
    "system": list(PERMISSIONS),
}
OWN = within("application.own", "application_id")
# Whoever sees the application, and whoever keeps the data.
SEES = f"{unconflicted('application_id')} and ({may_or_within('application.read', 'vacancy_id')} or {may(READ)})"
LOWER = {
    "document": Erased("id = any(things)"),
    "mail": Erased("id = any(things)"),
    "mail_attachment": Erased("mail_id = any(things)"),
    "session": Erased("id = any(things)"),
    "move_entry": Erased("record_id = any(things)", blank={"reason": "null"}),
    "conflict": Erased("record_id = any(people)", blank={"note": "null"}),
    # An answer that was given to somebody, and would be given again, may hold the whole application.
    "idempotency_key": Erased(
        "exists (select from unnest(people) as p where position(convert_to(p::text, 'UTF8') in coalesce(body, '')) > 0)"
    ),
    rules.LAST: Erased("record_id = any(things)"),
}
OURS = {
    "consent": Erased(stays="the moments that prove for how long a number might be kept"),
    "objection": Erased("application_id = any(people)"),
    "erasure_request": Erased(stays="that a number asked to go, and when"),
    "erasure_item": Erased(stays="the proof"),
    "subject_export": Erased(stays="which numbers somebody took along"),
}
POLICIES = [
    Policy("consent", "select", "consent_read", f"({SEES}) or {OWN}"),
    Policy("consent", "insert", "consent_ask", f"{OWN} or {may(ALONE)}"),
    Policy("consent", "update", "consent_answer", OWN),
    Policy("objection", "select", "objection_read", f"({SEES}) or {OWN}"),
    Policy("objection", "insert", "objection_add", f"{OWN} or ({unconflicted('application_id')} and {may(OPEN)})"),
    Policy("objection", "update", "objection_change", f"{OWN} or ({unconflicted('application_id')} and {may(JUDGE)})"),
    Policy("move_entry", "select", "move_entry_objection",
           f"record_kind = 'objection' and ({may(READ)} or {may('application.read')})"
           " and exists (select from public.objection o where o.id = record_id)"),
    Policy("erasure_request", "select", "erasure_request_read", f"({SEES}) or {OWN}"),
    Policy("erasure_request", "insert", "erasure_request_add", OWN),
    Policy("erasure_request", "update", "erasure_request_change", OWN),
    Policy("erasure_run", "select", "erasure_run_read", may(READ)),
    Policy("erasure_run", "update", "erasure_run_move", f"{may(RUN)} or {may(ALONE)}"),
    Policy("move_entry", "select", "move_entry_erasure_run",
           "record_kind = 'erasure_run' and exists (select from public.erasure_run r where r.id = record_id)"),
    Policy("erasure_item", "select", "erasure_item_read", f"{may(READ)} and {unconflicted('application_id')}"),
    Policy("subject_export", "select", "subject_export_read",
           f"(created_by = (select polder.actor()) and {may(EXPORT)}) or {may('audit.read')}"),
    Policy("subject_export", "insert", "subject_export_add", may(EXPORT)),
    *[Policy(table, command, f"{table}_guard_{command}", "id is not null", to=GUARD)
      for table, commands in {
          "consent": ["select"], "objection": ["select"], "erasure_request": ["select"],
          "erasure_run": ["select", "insert", "update"], "erasure_item": ["select", "insert", "update", "delete"],
      }.items() for command in commands],
    Policy("move_entry", "select", "move_entry_guard_application", "record_kind = 'application'", to=GUARD),
    Policy("move_entry", "select", "move_entry_guard_objection", "record_kind = 'objection'", to=GUARD),
]  # fmt: skip
ERASING = "(select polder.erasing())"


def of(metadata: MetaData, others: Iterable[Access]) -> Access:
    """The declaration of this room: it needs what the others say, and which tables there are to be searched."""
    said = rules.declared([*others, Access(erased={**LOWER, **OURS})])
    going = {name: answer for name, answer in said.items() if answer.blank or rules.deletes(answer)}
    made = files(__package__).joinpath("sql/erase.sql").read_text()
    return Access(
        permissions=PERMISSIONS,
        holds=HOLDS,
        policies=[
            *POLICIES,
            *[Policy(name, "select", f"{name}_erasing", ERASING, to=GUARD) for name in metadata.tables],
            *[Policy(name, "update" if answer.blank else "delete", f"{name}_erased", ERASING, to=GUARD)
              for name, answer in going.items()],
        ],
        personal={"objection": ["text"]},
        erased={**LOWER, **OURS},
        inner=[
            "polder.erase_person(uuid)", "polder.erase_items(uuid)", "polder.list_items(uuid)", "polder.belongings(uuid[])",
            "polder.things_of(uuid)", "polder.traces(uuid[], text[], text[], timestamptz)", "polder.erasure_counts(uuid)", "polder.digest_of_run(uuid)", "polder.objected(uuid)", "polder.is_erased(uuid)", "polder.erasure_due(date, uuid)",
        ],
        before_tables="create sequence if not exists public.erasure_run_reference;"
        " grant usage on sequence public.erasure_run_reference to polder_app, polder_guard;",
        sql=made.replace("{erase}", rules.erase_sql(metadata, said)).replace("{counts}", rules.counts_sql(said))
        + "".join(files(__package__).joinpath(f"sql/{name}.sql").read_text() for name in ("objections", "privacy")),
    )  # fmt: skip
