"""Who plans meetings, decides in them and reads of them. A conflict hides an item, and the minutes that speak of it."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, may, may_or_within, unconflicted
from polder.kernel.words import Words

PERMISSIONS = {
    "meeting.read": Words(nl="vergaderingen van commissies zien", en="see meetings of committees"),
    "meeting.manage": Words(nl="vergaderingen plannen en vastleggen", en="plan and record meetings"),
    "meeting.approve": Words(nl="een verslag goedkeuren", en="approve minutes"),
    "minutes.remake": Words(
        nl="een verslag opnieuw maken zonder wie is gewist", en="make minutes anew without who is erased"
    ),
    "meeting.tell": Words(nl="berichten over vergaderingen versturen", en="send word of meetings"),
}
_RECORDS = ["meeting.read", "meeting.manage", "meeting.approve"]
HOLDS = {
    "director": ["meeting.read"],
    "hr_officer": _RECORDS,
    "hiring_lead": _RECORDS,
    "committee_chair": _RECORDS,
    "committee_member": ["meeting.read", "meeting.approve"],
    "committee_observer": ["meeting.read"],
    "auditor": ["meeting.read"],
    "system": list(PERMISSIONS),
}
READ = may_or_within("meeting.read", "vacancy_id")
MANAGE = may_or_within("meeting.manage", "vacancy_id")
APPROVE = may_or_within("meeting.approve", "vacancy_id")
# A file cannot be cut: whoever has a conflict with one of its candidates reads none of it.
OF_MEETING = (
    f"record_kind = 'meeting' and {unconflicted('id')} and exists (select from public.meeting m where m.id = record_id"
)
ERASING = "(select polder.erasing())"

POLICIES = [
    Policy("meeting", "select", "meeting_read", READ),
    Policy("meeting", "insert", "meeting_add", MANAGE),
    Policy("meeting", "update", "meeting_change", f"{MANAGE} or {APPROVE}"),
    Policy("meeting_attendance", "select", "meeting_attendance_read", READ),
    Policy("meeting_attendance", "insert", "meeting_attendance_add", MANAGE),
    Policy("meeting_attendance", "update", "meeting_attendance_change", MANAGE),
    Policy("meeting_item", "select", "meeting_item_read", f"{unconflicted('application_id')} and {READ}"),
    *[Policy("meeting_item", command, f"meeting_item_{command}", f"{unconflicted('application_id')} and {MANAGE}")
      for command in ("insert", "update", "delete")],
    Policy("meeting_minutes", "select", "meeting_minutes_read", f"{unconflicted('id')} and {READ}"),
    Policy("meeting_minutes", "insert", "meeting_minutes_add", MANAGE),
    Policy("document", "select", "document_meeting", f"{OF_MEETING})"),
    Policy("document", "insert", "document_add_meeting",
           f"{OF_MEETING} and {may_or_within('meeting.manage', 'm.vacancy_id')})"),
    *[Policy("meeting_notice", command, f"meeting_notice_{command}", may("meeting.tell"))
      for command in ("select", "insert", "update")],
    Policy("move_entry", "select", "move_entry_meeting",
           "record_kind = 'meeting' and exists (select from public.meeting x where x.id = record_id)"),
    *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
      for table in ("meeting", "meeting_attendance", "meeting_item", "meeting_minutes")],
    Policy("meeting_item", "update", "meeting_item_guard_count", "id is not null", to=GUARD),
    Policy("meeting_minutes", "update", "meeting_minutes_guard_approve", "id is not null", to=GUARD),
    Policy("meeting_minutes", "delete", "meeting_minutes_erased", ERASING, to=GUARD),
    Policy("meeting", "update", "meeting_erased", ERASING, to=GUARD),
]  # fmt: skip

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=POLICIES,
    # Minutes speak of several people: they are made anew without whoever is erased, whose number and decision stay.
    erased={
        "meeting_item": Erased(
            "application_id = any(people)", blank={"reason": "''", "reasons": "'{}'::jsonb", "away": "'{}'::uuid[]"}
        ),
        "meeting_minutes": Erased(by="polder.erase_minutes"),
    },
    personal={"meeting": ["remarks"], "meeting_item": ["reason", "reasons"]},
    append_only={"meeting_minutes": "delete"},
    inner=[
        "polder.meeting_content(uuid)",
        "polder.meeting_conflicts(uuid[])",
        "polder.erase_minutes(uuid)",
        "polder.meeting_judges(uuid, uuid)",
        "polder.meeting_deciders(uuid, uuid, uuid[], uuid[])",
        "polder.still_decided(public.meeting_item)",
        "polder.recount(uuid, uuid)",
        "polder.left_room(public.meeting_item, uuid, uuid)",
    ],
    before_tables="create sequence if not exists public.meeting_reference;"
    " grant usage on sequence public.meeting_reference to polder_app;",
    sql=files(__package__).joinpath("sql/meetings.sql").read_text(),
)
