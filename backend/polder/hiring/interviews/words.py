"""What interviews are called in the audit trail and in the outbox, and what is said when something is refused."""

from polder.hiring.words import LIKE_ZONE, NO_ZONE
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


operations.TEMPLATES.update(
    interview_invitation=_w("uitnodiging om een gesprek te kiezen", "invitation to choose an interview"),
    interview_booked=_w("bevestiging van een gesprek", "confirmation of an interview"),
    interview_cancelled=_w("afzegging van een gesprek", "cancellation of an interview"),
    interview_reminder=_w("herinnering aan een gesprek", "reminder of an interview"),
    interview_panel=_w("gesprek voor het panel", "interview for the panel"),
    interview_panel_reminder=_w(
        "herinnering aan een gesprek, voor het panel", "reminder of an interview, for the panel"
    ),
    interview_panel_cancelled=_w("afgezegd gesprek voor het panel", "cancelled interview for the panel"),
)
operations.TABLES.update(
    interview_round=_w("gespreksronde", "round of interviews"),
    interview_panelist=_w("lid van een gesprekspanel", "member of an interview panel"),
    interview_slot=_w("tijd voor een gesprek", "time for an interview"),
    interview_seat=_w("bezette tijd van een panellid", "time taken of a panel member"),
    interview=_w("gesprek", "interview"),
    interview_change=_w("wijziging van een gesprek", "change of an interview"),
    interview_note=_w("notitie bij een gesprek", "note of an interview"),
)
CHECKS.update(
    ck_interview_round_time_zone=FieldProblem("time_zone", NO_ZONE, LIKE_ZONE),
    ck_interview_slot_ends_at=FieldProblem(
        "ends_at",
        _w("Het einde ligt niet na het begin.", "The end is not after the start."),
        _w("Kies een later einde.", "Choose a later end."),
    ),
    ck_interview_slot_id=FieldProblem(
        "slot_id",
        _w("Een gepland gesprek heeft een tijd.", "A booked interview has a time."),
        _w("Kies een tijd.", "Choose a time."),
    ),
    panelist_reads_nothing=FieldProblem(
        "account_ids",
        _w(
            "Een van deze personen mag de sollicitaties van deze vacature niet zien.",
            "One of these people may not see the applications of this vacancy.",
        ),
        _w("Benoem hem of haar eerst in de commissie.", "Appoint them to the committee first."),
    ),
    panel_empty=FieldProblem(
        "account_ids",
        _w("Een open ronde houdt ten minste één panellid.", "An open round keeps at least one panel member."),
        _w("Kies eerst een ander.", "Choose somebody else first."),
    ),
    slot_far_ahead=FieldProblem(
        "days",
        _w("Een van deze tijden is meer dan een jaar na de sluiting.", "One of these times is more than a year after the deadline."),
        _w("Kijk het jaar na.", "Check the year."),
    ),
    slot_passed=FieldProblem(
        "days",
        _w("Een van deze tijden is al voorbij.", "One of these times has passed already."),
        _w("Kies tijden die nog komen.", "Choose times that are still to come."),
    ),
    slot_length=FieldProblem(
        "days",
        _w("Deze tijd duurt niet zo lang als een gesprek van deze ronde.", "This time is not as long as an interview of this round."),
        _w("Laat de tijden opnieuw maken.", "Have the times made again."),
    ),
)  # fmt: skip
REFUSALS.update(
    interview_held=_w(
        "Met een van deze kandidaten is in deze ronde al gesproken. Maak voor een tweede gesprek een volgende ronde.",
        "One of these candidates has been interviewed in this round already. Make a next round for a second interview.",
    ),
    interview_seat_overlap=_w(
        "Een panellid heeft op een van deze tijden al een ander gesprek of een andere aangeboden tijd. Kies andere tijden.",
        "A panel member has another interview, or another time on offer, at one of these times. Choose other times.",
    ),
    uq_interview_slot=_w(
        "Deze tijd is zojuist door een ander gekozen. Kies een andere tijd.",
        "Somebody else has just chosen this time. Choose another time.",
    ),
    uq_interview_open=_w(
        "Deze kandidaat is in deze ronde al uitgenodigd.", "This candidate has been invited in this round already."
    ),
    uq_interview_panelist_round_id_account_id=_w(
        "Deze persoon zit al in het panel. Laad de pagina opnieuw.", "This person is on the panel already. Reload the page."
    ),
    uq_interview_note_interview_id_created_by=_w(
        "U hebt over dit gesprek al een notitie ingeleverd. Die staat vast.",
        "You have handed in a note of this interview already. It is fixed.",
    ),
    round_over=_w(
        "Deze ronde is gesloten of afgelast. Heropen haar, of maak een nieuwe.",
        "This round is closed or cancelled. Reopen it, or make a new one.",
    ),
    round_not_open=_w(
        "Deze gespreksronde staat niet open. Wacht tot zij open is.",
        "This round of interviews is not open. Wait until it is.",
    ),
    round_has_slots=_w(
        "Er worden al tijden aangeboden. Duur en tijdzone veranderen alleen als die eerst zijn ingetrokken.",
        "Times are on offer already. Length and time zone change only once those have been withdrawn.",
    ),
    slot_fixed=_w(
        "Een aangeboden tijd verandert niet. Trek haar in en bied een andere aan.",
        "A time on offer does not change. Withdraw it and offer another.",
    ),
    slot_booked=_w(
        "Op deze tijd is een gesprek gepland. Verzet of zeg dat eerst af.",
        "An interview is booked at this time. Move or cancel that first.",
    ),
    slot_withdrawn=_w("Deze tijd wordt niet meer aangeboden. Kies een andere.", "This time is no longer on offer. Choose another."),
    slot_over=_w("Deze tijd is al voorbij. Kies een latere.", "This time has passed. Choose a later one."),
    slot_too_soon=_w(
        "Deze tijd is te dichtbij om nog te kiezen. Kies een latere, of schrijf ons.",
        "This time is too soon to be chosen. Choose a later one, or write to us.",
    ),
    change_too_late=_w(
        "Dit gesprek is te dichtbij om nog te verzetten. Zeg het af met een reden, of bel ons.",
        "This interview is too soon to be moved. Cancel it with a reason, or call us.",
    ),
    interview_begun=_w(
        "Dit gesprek is al begonnen. Afzeggen kan niet meer.", "This interview has begun. It can no longer be cancelled."
    ),
    interview_fixed=_w(
        "Dit van een gesprek verandert niet. Laad de pagina opnieuw.", "This of an interview does not change. Reload the page."
    ),
    not_at_interview=_w(
        "Alleen wie in de fase gesprek is, wordt uitgenodigd. Zet de sollicitatie eerst in die fase.",
        "Only who is in the stage interview is invited. Move the application to that stage first.",
    ),
    nobody_interviews=_w(
        "Elk panellid heeft een belangenconflict met deze kandidaat. Voeg iemand aan het panel toe.",
        "Every panel member has a conflict of interest with this candidate. Add somebody to the panel.",
    ),
    not_on_panel=_w(
        "Alleen wie dit gesprek voerde, schrijft er een notitie bij.", "Only who held this interview writes a note of it."
    ),
    note_too_early=_w(
        "Een notitie kan vanaf het begin van het gesprek, en niet bij een gesprek dat niet doorging.",
        "A note can be written from the start of the interview, and not of one that did not take place.",
    ),
)  # fmt: skip
