"""What checks and hires are called, and what is said when one is refused."""

from polder.hiring.appointments.tables import Applies, CheckKind
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

CHECK_KINDS = {
    CheckKind.work_permit: Words(nl="recht om te werken", en="right to work"),
    CheckKind.knowledge_security: Words(nl="maatregelen kennisveiligheid", en="knowledge security measures"),
    CheckKind.side_activities: Words(nl="nevenwerkzaamheden", en="side activities"),
    CheckKind.contract: Words(nl="contract getekend", en="contract signed"),
    CheckKind.conduct_certificate: Words(nl="verklaring omtrent het gedrag", en="certificate of conduct"),
    CheckKind.diploma: Words(nl="diploma gezien", en="degree seen"),
    CheckKind.thirty_percent: Words(nl="30%-regeling", en="30% ruling"),
}
APPLIES = {
    Applies.always: Words(nl="altijd", en="always"),
    Applies.tagged: Words(nl="bij gemarkeerde vacatures", en="for tagged vacancies"),
    Applies.by_hand: Words(nl="waar iemand het toevoegt", en="where somebody adds it"),
}
operations.TABLES.update(
    hire=Words(nl="indiensttreding", en="hire"),
    checklist_rule=Words(nl="regel van de controlelijst", en="checklist rule"),
    appointment_check=Words(nl="controle bij een aanstelling", en="check of an appointment"),
    appointment_reminder=Words(nl="herinnering bij een aanstelling", en="reminder of an appointment"),
)
CHECKS.update(
    ck_checklist_rule_known=FieldProblem(
        "key",
        Words(nl="Zo'n controle bestaat niet.", en="There is no such check."),
        Words(nl=f"Kies: {', '.join(CheckKind)}.", en=f"Choose: {', '.join(CheckKind)}."),
    ),
)
REFUSALS.update(
    hire_confirmed=Words(
        nl="Wie dit is, is al bevestigd en blijft zo.", en="Who this is was confirmed already and stays so."
    ),
    check_fixed=Words(
        nl="Een controle die is afgerond, ligt vast. Heropen haar om haar te wijzigen.",
        en="A check that is completed is fixed. Reopen it to change it.",
    ),
    check_given_by_hr=Words(
        nl="Dit doet wie de controle heeft, of HR; open laten aanvaardt een directeur.",
        en="The owner of the check does this, or HR; a director accepts that it stays open.",
    ),
    uq_appointment_check_appointment_id_kind=Words(
        nl="Deze controle staat al op de lijst.", en="This check is on the list already."
    ),
)
NO_RULE = Words(nl="Voor deze controle geldt nu geen regel.", en="No rule is in force for this check.")
