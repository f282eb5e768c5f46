"""What things of positions are called in the audit trail, and what is said when something is refused."""

from polder.hiring.positions.lifecycle import another_person, covered, no_open_vacancy, nothing_booked
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


operations.TABLES.update(
    employer_cost_rule=_w("regel voor werkgeverslasten", "rule for employer's costs"),
    position=_w("positie", "position"),
    position_employer=_w("werkgever van een positie", "employer of a position"),
    position_line=_w("financieringsregel van een positie", "funding line of a position"),
    position_gap=_w("aanvaard gat in de financiering", "accepted gap in the funding"),
)
FIRST_OF_MONTH = (
    _w("Een positie begint op de eerste van een maand.", "A position begins on the first of a month."),
    _w("Kies de eerste dag van een maand.", "Choose the first day of a month."),
)
OUTSIDE_TERM = (
    _w("Deze maanden vallen buiten de looptijd van de positie.", "These months are outside the term of the position."),
    _w("Kies maanden binnen de looptijd.", "Choose months within the term."),
)
BOOKED_LINE = _w("Op deze regel is al geld geboekt.", "Money has been booked on this line.")
RELEASE_FIRST = _w("Geef die toewijzing eerst vrij.", "Release that allocation first.")
BOOKED_LESS = (
    _w("Er is minder op deze regel geboekt dan zij nu kost.", "Less is booked on this line than it costs now."),
    _w(
        "Laat deze regel zoals zij was, en voeg er een toe voor het meerdere.",
        "Leave this line as it was, and add one for the rest.",
    ),
)
UNKNOWN_LINE = (
    _w("Deze regel bestaat niet meer.", "This line does not exist any more."),
    _w("Laad de pagina opnieuw.", "Reload the page."),
)
CHECKS.update(
    ck_position_salary_range=FieldProblem(
        "salary_max_cents",
        _w("Het hoogste salaris is lager dan het laagste.", "The highest salary is lower than the lowest."),
        _w("Maak het gelijk of hoger.", "Make it equal or higher."),
    ),
    ck_position_budget=FieldProblem(
        "budget_salary_cents",
        _w("Dit salaris valt buiten de schaal.", "This salary is outside the range."),
        _w("Kies een bedrag van het laagste tot en met het hoogste salaris.", "Choose an amount from the lowest to the highest salary."),
    ),
    ck_position_salary_min_cents=FieldProblem(
        "salary_min_cents",
        _w("Dit maandsalaris is te laag om mee te rekenen.", "This monthly salary is too low to count with."),
        _w("Kies ten minste € 100.", "Choose at least €100."),
    ),
    ck_position_starts_on=FieldProblem("starts_on", *FIRST_OF_MONTH),
    ck_position_filled=FieldProblem(
        "ends_on",
        _w("Het einde ligt vóór het begin.", "The end is before the start."),
        _w("Kies een latere dag.", "Choose a later day."),
    ),
    ck_position_line_from_month=FieldProblem("lines", *FIRST_OF_MONTH),
    ck_position_line_until_month=FieldProblem("lines", *FIRST_OF_MONTH),
    ck_position_line_period=FieldProblem(
        "lines",
        _w("De laatste maand ligt vóór de eerste.", "The last month is before the first."),
        _w("Kies een latere maand.", "Choose a later month."),
    ),
    no_cost_rule=FieldProblem(
        "cost_key",
        _w("Voor deze cao is op de begindag geen regel voor werkgeverslasten vastgesteld.",
           "No rule for employer's costs of this agreement is in force on the first day."),
        _w("Laat een controller de regel bevestigen, of kies een andere cao.", "Have a controller confirm the rule, or choose another agreement."),
    ),
    employers_not_whole=FieldProblem(
        "employers",
        _w("De delen van de werkgevers zijn samen geen 100 %.", "The parts of the employers are not 100% together."),
        _w("Verdeel precies 100 %.", "Divide exactly 100%."),
    ),
    line_outside_term=FieldProblem("lines", *OUTSIDE_TERM),
    month_overpaid=FieldProblem(
        "lines",
        _w("In een maand is meer dan 100 % gedekt.", "In some month more than 100% is covered."),
        _w("Verlaag een deel, of kort een regel in.", "Lower a part, or shorten a line."),
    ),
    position_unknown=FieldProblem(
        "position_id",
        _w("Deze positie bestaat niet, of u mag haar niet zien.", "There is no such position, or you may not see it."),
        _w("Kies er een uit de lijst.", "Choose one from the list."),
    ),
    above_position_range=FieldProblem(
        "salary_max_cents",
        _w("Dit is meer dan de salarisschaal van de positie.", "This is above the salary range of the position."),
        _w("Verlaag het salaris, of laat eerst de positie wijzigen.", "Lower the salary, or have the position changed first."),
    ),
    above_position_fte=FieldProblem(
        "fte_percent",
        _w("Dit is meer dan de omvang van de positie.", "This is more than the size of the position."),
        _w("Verlaag de omvang, of laat eerst de positie wijzigen.", "Lower the size, or have the position changed first."),
    ),
)  # fmt: skip
REFUSALS.update(
    position_locked=_w(
        "Een gefinancierde positie ligt vast. Zet haar eerst terug naar concept.",
        "A funded position is fixed. Move it back to draft first.",
    ),
    position_second_person=another_person.why_not,
    position_uncovered=covered.why_not,
    position_booked=nothing_booked.why_not,
    position_not_filled=_w(
        "Een positie wordt vervuld met een begin, een einde en een omvang. Geef die op.",
        "A position is filled with a start, an end and a size. Give these.",
    ),
    line_not_planned=_w(
        "Wat een gefinancierde positie kost, is van elke regel tot op de cent gepland. Wijzig de regels op de positie zelf.",
        "What a funded position costs is planned to the cent for each line. Change the lines on the position itself.",
    ),
    allocation_without_line=_w(
        "Deze bestemming is een positie: haar geld wordt gepland met een financieringsregel. Voeg die daar toe.",
        "This purpose is a position: its money is planned by a funding line. Add one there.",
    ),
    no_gap=_w(
        "Elke maand is gedekt. Er valt niets te aanvaarden.", "Every month is covered. There is nothing to accept."
    ),
    position_or_reason=_w(
        "Kies een positie, of schrijf waarom deze vacature er geen heeft.",
        "Choose a position, or write why this vacancy has none.",
    ),
    director_agrees=_w(
        "Een vacature zonder positie keurt een directeur goed.",
        "A vacancy without a position is approved by a director.",
    ),
    position_not_ready=_w(
        "De positie van deze vacature is niet goedgekeurd, of niet elke maand is gedekt. Regel dat eerst op de positie.",
        "The position of this vacancy is not approved, or not every month of it is covered. Settle that on the position first.",
    ),
    uq_vacancy_position_open=no_open_vacancy.why_not,
    uq_position_employer_position_id=_w(
        "Deze werkgever staat er tweemaal. Noem hem één keer.", "This employer is named twice. Name it once."
    ),
)
OVERPAID = _w("Meer dan 100 % gedekt: {nl}.", "More than 100% covered: {en}.")
OTHER_LOT = _w("Kies een ander lot of een kleiner deel.", "Choose another lot or a smaller part.")
