"""Who sees stays and milestones: whoever keeps appointments, the appointed person, their supervisors. HR and who supervises change them."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, may, unconflicted
from polder.kernel.words import Words

PERMISSIONS = {
    "stay.keep": Words(
        nl="verblijven en mijlpalen bijhouden van wie men begeleidt", en="keep the stays and milestones of whom one supervises"
    ),
}  # fmt: skip
HOLDS = {"everyone": ["stay.keep"], "system": list(PERMISSIONS)}
OWN = "appointment_id = any((select polder.own_appointments())::uuid[])"
# As the appointment: a conflict hides it from whoever reads it by office, not from its supervisor.
SEES = (
    f"({unconflicted('id')} and {may('appointment.read')}) or {OWN}"
    " or appointment_id = any((select polder.supervised())::uuid[])"
)
VISIBLE = "exists (select from public.appointment a where a.id = appointment_id)"
KEEPS = (
    f"{VISIBLE} and (({unconflicted('id')} and {may('appointment.write')})"
    " or appointment_id = any((select polder.supervised_now())::uuid[]))"
)
ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("stay", "select", "stay_read", SEES),
        Policy("stay", "insert", "stay_add", KEEPS),
        Policy("stay", "update", "stay_change", KEEPS),
        Policy("milestone", "select", "milestone_read", SEES),
        Policy("milestone", "insert", "milestone_add", KEEPS),
        # The appointed person says that their own is done; a trigger keeps the rest.
        Policy("milestone", "update", "milestone_change",
               f"({KEEPS}) or {OWN}"),
        Policy("milestone", "delete", "milestone_remove", KEEPS),
        Policy("move_entry", "select", "move_entry_stay",
               "record_kind = 'stay' and exists (select from public.stay x where x.id = record_id)"),
        # What a signed letter of intent promised, the database writes down with the hire.
        *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD) for table in ("stay", "milestone")],
        *[Policy(table, "insert", f"{table}_guard_add", "id is not null", to=GUARD)
          for table in ("stay", "milestone", "supervision")],
    ],
    personal={"stay": ["note"], "milestone": ["title", "evidence"]},
    inner=["polder.promised_by_letter(uuid)", "polder.stay_conflicts(uuid[])"],
    sql=files(__package__).joinpath("sql/stays.sql").read_text(),
)  # fmt: skip
