"""Who arranges and sees interviews. A conflict hides a candidate's interview; their own is seen by the candidate."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, Role, is_self, may, may_or_within, unconflicted, within
from polder.kernel.words import Words

CALENDAR = "interview_calendar"
PERMISSIONS = {
    "interview.read": Words(nl="gesprekken zien", en="see interviews"),
    "interview.manage": Words(nl="gesprekken regelen", en="arrange interviews"),
    "interview.book": Words(nl="een gesprek kiezen, verzetten en afzeggen", en="choose, move and cancel an interview"),
    "interview.tell": Words(nl="berichten over gesprekken versturen", en="send word of interviews"),
    "interview.calendar": Words(
        nl="de eigen gesprekken in een agenda zien", en="see one's own interviews in a calendar"
    ),
}
_ARRANGES = ["interview.read", "interview.manage", "interview.book"]
HOLDS = {
    "director": ["interview.read"],
    "hr_officer": _ARRANGES,
    "hiring_lead": _ARRANGES,
    "committee_chair": _ARRANGES,
    "committee_member": ["interview.read"],
    "committee_observer": ["interview.read"],
    "auditor": ["interview.read"],
    "applicant": ["interview.book"],
    CALENDAR: ["interview.calendar"],
    "system": list(PERMISSIONS),
}
READ = may_or_within("interview.read", "vacancy_id")
MANAGE = may_or_within("interview.manage", "vacancy_id")
READ_INTERVIEW = f"({unconflicted('application_id')} and {READ}) or {within('interview.book', 'application_id')}"
OWED = "interview_id <> all((select polder.notes_owed())::uuid[])"
OWN_CALENDAR = f"kind = 'link' and role = '{CALENDAR}' and {is_self('scope_id')}"


def _history(table: str) -> Policy:
    seen = f"record_kind = '{table}' and exists (select from public.{table} x where x.id = record_id)"
    return Policy("move_entry", "select", f"move_entry_{table}", seen)


POLICIES = [
    Policy("interview_round", "select", "interview_round_read", READ),
    Policy("interview_round", "insert", "interview_round_add", MANAGE),
    Policy("interview_round", "update", "interview_round_change", MANAGE),
    Policy("interview_panelist", "select", "interview_panelist_read", READ),
    Policy("interview_panelist", "insert", "interview_panelist_add", MANAGE),
    Policy("interview_panelist", "delete", "interview_panelist_remove", MANAGE),
    Policy("interview_slot", "select", "interview_slot_read", READ),
    Policy("interview_slot", "insert", "interview_slot_add", MANAGE),
    Policy("interview_slot", "update", "interview_slot_change", MANAGE),
    Policy("interview_seat", "select", "interview_seat_read", READ),
    Policy("interview", "select", "interview_read", READ_INTERVIEW),
    Policy("interview", "insert", "interview_add", f"{unconflicted('application_id')} and {MANAGE}"),
    Policy("interview", "update", "interview_change",
           f"({unconflicted('application_id')} and {MANAGE}) or {within('interview.book', 'application_id')}"),
    Policy("interview_change", "select", "interview_change_read", f"{unconflicted('application_id')} and {READ}"),
    Policy("interview_change", "update", "interview_change_told", may("interview.tell")),
    # Whoever still owes a note of an interview sees nobody else's.
    Policy("interview_note", "select", "interview_note_read",
           f"{unconflicted('application_id')} and {READ} and ({is_self('created_by')} or {OWED})"),
    Policy("interview_note", "insert", "interview_note_add",
           f"{unconflicted('application_id')} and {READ} and {is_self('created_by')}"),
    *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
      for table in ("interview_round", "interview_panelist", "interview_slot", "interview_seat", "interview",
                    "interview_change", "interview_note")],
    Policy("interview_slot", "update", "interview_slot_guard_lock", "id is not null", to=GUARD),
    Policy("interview_seat", "insert", "interview_seat_guard_take", "slot_id is not null", to=GUARD),
    Policy("interview_seat", "delete", "interview_seat_guard_free", "slot_id is not null", to=GUARD),
    Policy("interview", "update", "interview_guard_end", "id is not null", to=GUARD),
    Policy("interview_change", "insert", "interview_change_guard_add", "interview_id is not null", to=GUARD),
    Policy("move_entry", "select", "move_entry_guard_interview", "record_kind = 'interview'", to=GUARD),
    _history("interview_round"),
    _history("interview"),
    Policy("session", "select", "session_interviews_read", OWN_CALENDAR),
    Policy("session", "insert", "session_interviews_add", OWN_CALENDAR),
    Policy("session", "update", "session_interviews_end", OWN_CALENDAR),
]  # fmt: skip

ACCESS = Access(
    permissions=PERMISSIONS,
    roles=[Role(CALENDAR, Words(nl="agenda van gesprekken", en="calendar of interviews"), "account", grantable=False)],
    holds=HOLDS,
    policies=POLICIES,
    erased=dict.fromkeys(("interview", "interview_change", "interview_note"), Erased("application_id = any(people)")),
    personal={"interview": ["wish"], "interview_change": ["reason"], "interview_note": ["text"]},
    append_only={"interview_note": "update or delete", "interview_change": "delete"},
    inner=["polder.take_seats(uuid, uuid)"],
    sql=files(__package__).joinpath("sql/interviews.sql").read_text(),
)
