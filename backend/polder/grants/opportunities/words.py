"""What opportunities are called in files and in the audit trail, and what is said when something is refused."""

from polder.grants.opportunities.tables import Form, Source, Status
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


SOURCES = {
    Source.eu_portal: _w("EU-portaal", "EU portal"),
    Source.nwo: _w("NWO", "NWO"),
    Source.table: _w("eigen tabel", "own table"),
    Source.manual: _w("ingevoerd", "typed in"),
}
FORMS = {
    Form.actual: _w("werkelijke kosten", "actual costs"),
    Form.unit: _w("eenheidskosten", "unit costs"),
    Form.lump_sum: _w("vast bedrag", "lump sum"),
    Form.unknown: _w("onbekend", "unknown"),
}
STATUSES = {
    Status.forthcoming: _w("verwacht", "forthcoming"),
    Status.open: _w("open", "open"),
    Status.closed: _w("gesloten", "closed"),
    Status.unknown: _w("onbekend", "unknown"),
}
MISSING = ("deadline", "budget", "call_id")
NO_THEME = _w("Dit thema bestaat niet.", "There is no such theme.")
CHOOSE_THEME = _w("Kies een thema uit de lijst.", "Choose a theme of the list.")
SIGN_IN = _w("Alleen wie zelf is aangemeld heeft een agendalink.", "Only somebody signed in has a calendar link.")
SAME_DAY = _w("Deze dag staat er tweemaal.", "This day is there twice.")
ONCE = _w("Noem elke dag eenmaal.", "Name each day once.")
operations.TABLES.update(
    opportunity=_w("subsidiekans", "opportunity"),
    opportunity_deadline=_w("deadline van een subsidiekans", "deadline of an opportunity"),
    opportunity_import=_w("ingelezen lijst van subsidiekansen", "imported list of opportunities"),
    opportunity_change=_w("wijziging uit een lijst", "change told by a list"),
    theme=_w("thema", "theme"),
    opportunity_theme=_w("thema van een subsidiekans", "theme of an opportunity"),
    opportunity_watch=_w("gevolgde subsidiekans", "watched opportunity"),
)
operations.TEMPLATES.update(deadlines_near=_w("deadlines die naderen", "deadlines that are near"))
_AMOUNT = _w("Kies een bedrag vanaf 0.", "Choose an amount from 0.")
CHECKS.update(
    ck_opportunity_url=FieldProblem(
        "url",
        _w("Dit is geen webadres.", "This is no web address."),
        _w("Het begint met https:// en heeft geen spaties.", "It begins with https:// and has no spaces."),
    ),
    ck_opportunity_currency=FieldProblem(
        "currency",
        _w("Dit is geen munt.", "This is no currency."),
        _w("Schrijf drie hoofdletters, zoals EUR.", "Write three capitals, such as EUR."),
    ),
    ck_opportunity_amount_currency=FieldProblem(
        "currency",
        _w("De munt van de bedragen ontbreekt.", "The currency of the amounts is missing."),
        _w("Schrijf drie hoofdletters, zoals EUR.", "Write three capitals, such as EUR."),
    ),
    ck_opportunity_grant_range=FieldProblem(
        "grant_max_cents",
        _w("Dit is minder dan de kleinste subsidie.", "This is less than the smallest grant."),
        _w("Kies een hoger bedrag.", "Choose a higher amount."),
    ),
    ck_opportunity_grants_expected=FieldProblem(
        "grants_expected",
        _w("Dit aantal kan niet kloppen.", "This number cannot be right."),
        _w("Kies 1 tot en met 100.000.", "Choose from 1 to 100,000."),
    ),
    ck_opportunity_deadline_same_day=FieldProblem(
        "deadlines",
        _w("Het tijdstip valt op een andere dag.", "The moment is on another day."),
        _w(
            "Kies een tijdstip op de dag zelf, in Nederlandse tijd.",
            "Choose a moment on the day itself, in Dutch time.",
        ),
    ),
    theme_not_used=FieldProblem(
        "theme_id",
        _w("Dit thema is niet meer in gebruik.", "This theme is not used any more."),
        _w("Kies een ander thema.", "Choose another theme."),
    ),
)
REFUSALS.update(
    uq_theme_name_nl=_w("Zo heet al een thema. Kies een andere naam.", "A theme has this name. Choose another."),
    uq_theme_name_en=_w("Zo heet al een thema. Kies een andere naam.", "A theme has this name. Choose another."),
    uq_opportunity_source_source_key=_w(
        "Iemand las tegelijk een lijst in. Probeer opnieuw.", "Somebody read in a list too. Try again."
    ),
)
