"""Who sees hires and checks. A check is its owner's, HR's, and of whoever sees all appointments; a supervisor sees none."""

from importlib.resources import files

from polder.kernel import versions
from polder.kernel.access import GUARD, Access, Erased, Policy, is_self, may, unconflicted
from polder.kernel.words import Words

PERMISSIONS = {
    "check.do": Words(nl="eigen controles afronden", en="complete one's own checks"),
    "check.accept": Words(nl="een open controle aanvaarden", en="accept that a check is open"),
    "check.remind": Words(nl="aan controles herinneren", en="remind of checks"),
}
HOLDS = {
    "everyone": ["check.do"],
    "director": ["check.accept"],
    "system": list(PERMISSIONS),
}
READ, WRITE = may("appointment.read"), may("appointment.write")
READ_HIRE = f"{unconflicted('application_id')} and {READ}"
READ_CHECK = f"{unconflicted('id')} and ({READ} or {is_self('owner_id')})"
CHANGE_CHECK = f"{unconflicted('id')} and ({WRITE} or {is_self('owner_id')} or {may('check.accept')})"
# Whoever has a check to do reads its rule.
READ_RULE = (
    f"{may('hiring_text.write')} or {may('hiring_text.confirm')} or {READ}"
    " or exists (select from public.appointment_check c where c.rule_id = checklist_rule.id)"
)
OF_CHECK = (
    "record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id{more})"
)
OPEN = OF_CHECK.format(more=f" and x.state = 'open' and ({WRITE} or x.{is_self('owner_id')})")

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    erased={"hire": Erased(stays="of people who were hired: what is kept of them goes by other terms")},
    policies=[
        Policy("hire", "select", "hire_read", READ_HIRE),
        Policy("hire", "update", "hire_confirm", f"{unconflicted('application_id')} and {WRITE}"),
        Policy("hire", "insert", "hire_guard_add", "id is not null", to=GUARD),
        *versions.policies("checklist_rule", READ_RULE, "hiring_text.write", "hiring_text.confirm"),
        Policy("appointment_check", "select", "appointment_check_read", READ_CHECK),
        Policy("appointment_check", "insert", "appointment_check_add", WRITE),
        Policy("appointment_check", "update", "appointment_check_change", CHANGE_CHECK),
        Policy("appointment_check", "insert", "appointment_check_guard_add", "id is not null", to=GUARD),
        Policy("appointment_reminder", "select", "appointment_reminder_read", may("check.remind")),
        Policy("appointment_reminder", "insert", "appointment_reminder_add", may("check.remind")),
        # Whoever has a check to do sees whose it is.
        Policy("appointment", "select", "appointment_read_to_check",
               f"{unconflicted('id')} and id = any((select polder.appointments_to_check())::uuid[])"),
        Policy("document", "select", "document_appointment_check", OF_CHECK.format(more="")),
        Policy("document", "insert", "document_add_appointment_check", OPEN),
        Policy("document", "update", "document_change_appointment_check", OPEN),
        Policy("document", "delete", "document_remove_appointment_check", OPEN),
        Policy("move_entry", "select", "move_entry_appointment_check",
               "record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id)"),
        *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
          for table in ("hire", "appointment_check")],
        # What an accepted offer makes, the database makes.
        Policy("appointment", "insert", "appointment_guard_add", "state = 'planned'", to=GUARD),
        Policy("appointment_employer", "insert", "appointment_employer_guard_add", "id is not null", to=GUARD),
        Policy("person", "insert", "person_guard_add", "id is not null", to=GUARD),
        Policy("person", "delete", "person_guard_drop", "id is not null", to=GUARD),
    ],
    personal={},
    inner=["polder.add_checks(uuid, boolean)"],
    sql=files(__package__).joinpath("sql/appointments.sql").read_text() + versions.trigger("checklist_rule"),
)  # fmt: skip
