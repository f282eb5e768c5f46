"""Who writes templates and asks for alerts. An alert is seen by nobody but the job that mails it."""

from importlib.resources import files

from polder.hiring import tables as _tables  # noqa: F401 - defines the tables named below
from polder.kernel.access import GUARD, Access, Policy, may, may_or_within
from polder.kernel.words import Words

PERMISSIONS = {
    "alert.ask": Words(nl="nieuwe vacatures per e-mail vragen", en="ask for new vacancies by e-mail"),
    "alert.send": Words(nl="nieuwe vacatures per e-mail sturen", en="send new vacancies by e-mail"),
}
HOLDS = {
    "public": ["alert.ask"],
    "system": list(PERMISSIONS),
}
READ, WRITE = may("vacancy.read"), may("vacancy.write")

LATE = {
    "vacancy": ("channels", "researcher_profile", "research_field", "funding_programme_length", *(
        f"{name}_{lang}_length" for name in ("eligibility", "benefits", "selection") for lang in ("nl", "en"))),
    "criterion": ("levels",),
    "application": ("via",),
    "mail": ("unsubscribe_length",),
}  # fmt: skip

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("vacancy_template", "select", "vacancy_template_read", READ),
        Policy("vacancy_template", "insert", "vacancy_template_add", WRITE),
        Policy("vacancy_template", "update", "vacancy_template_change", WRITE),
        Policy("vacancy_template", "delete", "vacancy_template_remove", WRITE),
        # Its lines are written by the database alone: see career_deadline().
        Policy("deadline_extension", "select", "deadline_extension_read", may_or_within("vacancy.read", "vacancy_id")),
        Policy("deadline_extension", "insert", "deadline_extension_guard_add", "vacancy_id is not null", to=GUARD),
        Policy("vacancy_alert", "insert", "vacancy_alert_ask", f"{may('alert.ask')} and confirmed_at is null"),
        *[Policy("vacancy_alert", command, f"vacancy_alert_{command}", may("alert.send"))
          for command in ("select", "update", "delete")],
        *[Policy("vacancy_alert", command, f"vacancy_alert_guard_{command}", "key_hash is not null", to=GUARD)
          for command in ("select", "update", "delete")],
        # What was mailed about an alert goes with it.
        Policy("mail", "delete", "mail_of_alert_goes", f"record_kind = 'vacancy_alert' and {may('alert.send')}"),
        Policy("mail", "delete", "mail_of_alert_guard", "record_kind = 'vacancy_alert'", to=GUARD),
        Policy("criterion", "select", "criterion_guard", "id is not null", to=GUARD),
    ],
    append_only={"deadline_extension": "update or delete"},
    # A stranger's address is no fact of the institute: no trace of it is to outlive the wish.
    unaudited=["vacancy_alert"],
    later_checks=LATE,
    sql=files(__package__).joinpath("sql/careers.sql").read_text(),
)  # fmt: skip
