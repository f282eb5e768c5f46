"""What stays and milestones are called, and what is said when one is refused."""

from polder.hiring.stays.lifecycle import stay_over
from polder.hiring.stays.tables import Owner, StayKind
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


STAY_KINDS = {
    StayKind.exchange: _w("bij een universiteit of instituut", "at a university or institute"),
    StayKind.industry: _w("bij een bedrijf", "at a company"),
}
OWNERS = {
    Owner.appointed: _w("wie is aangesteld", "the appointed person"),
    Owner.supervisor: _w("begeleider", "supervisor"),
    Owner.hr: _w("HR", "HR"),
}
operations.TABLES.update(stay=_w("verblijf elders", "stay elsewhere"), milestone=_w("mijlpaal", "milestone"))
operations.TEMPLATES.update(
    milestones_due=_w("verblijven en mijlpalen die naderen", "stays and milestones that are due")
)
CHECKS.update(
    ck_stay_period=FieldProblem(
        "valid_until",
        _w("De laatste dag ligt vóór de eerste.", "The last day is before the first."),
        _w("Kies een latere dag.", "Choose a later day."),
    ),
    ck_stay_country_code=FieldProblem(
        "country_code",
        _w("Dit is geen landcode.", "This is no country code."),
        _w("Schrijf twee hoofdletters, zoals NL.", "Write two capitals, such as NL."),
    ),
    milestone_done_ahead=FieldProblem(
        "done_on",
        _w("Deze dag is nog niet gekomen.", "This day has not come yet."),
        _w("Kies vandaag of eerder.", "Choose today or earlier."),
    ),
)
CHECKS.update(
    milestone_before=FieldProblem(
        "due_on",
        _w("Deze dag ligt vóór het begin van de aanstelling.", "This day is before the appointment begins."),
        _w("Kies de eerste dag of later.", "Choose the first day or later."),
    ),
)
REFUSALS.update(
    stay_overlap=_w(
        "In die tijd is er al een verblijf. Kies andere dagen, of laat dat vervallen.",
        "There is a stay at that time already. Choose other days, or drop that one.",
    ),
    stay_fixed=_w("Dit verblijf ligt vast. Plan het eerst opnieuw.", "This stay is fixed. Plan it anew first."),
    stay_not_over=stay_over.why_not,
    stay_confirmed_by_hr=_w("HR bevestigt een verblijf.", "HR confirms a stay."),
    stays_outside=_w(
        "Een verblijf ligt buiten deze dagen. Verplaats het eerst, of laat het vervallen.",
        "A stay lies outside these days. Move it first, or drop it.",
    ),
    milestone_done=_w(
        "Deze mijlpaal is gehaald en ligt vast. Heropen haar om haar te wijzigen.",
        "This milestone is done and fixed. Reopen it to change it.",
    ),
    milestone_kept_by_another=_w(
        "Wat een mijlpaal is, zegt HR of wie begeleidt. U kunt zeggen dat zij is gehaald.",
        "What a milestone is, HR says or whoever supervises. You can say that it is done.",
    ),
)
