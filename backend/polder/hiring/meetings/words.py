"""What meetings are called in the audit trail, the outbox and their minutes, and what is said when something is refused."""

from polder.hiring.meetings.lifecycle import NOT_READY
from polder.hiring.words import LIKE_ZONE, NO_ZONE
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


DECISIONS = {
    "shortlist": _w("op de shortlist", "shortlist"),
    "invite": _w("uitnodigen voor een gesprek", "invite to an interview"),
    "select": _w("selecteren", "select"),
    "reject": _w("afwijzen", "reject"),
    "hold": _w("aanhouden", "hold over"),
}
OUTCOMES = {
    "done": _w("uitgevoerd", "carried out"),
    "withdrawn": _w("kandidaat trok zich terug", "candidate withdrew"),
}
operations.TEMPLATES.update(
    meeting_invitation=_w("uitnodiging voor een vergadering", "invitation to a meeting"),
    meeting_cancelled=_w("afgelaste vergadering", "cancelled meeting"),
)
operations.TABLES.update(
    meeting=_w("vergadering", "meeting"),
    meeting_attendance=_w("aanwezigheid bij een vergadering", "attendance of a meeting"),
    meeting_item=_w("agendapunt", "item of an agenda"),
    meeting_minutes=_w("verslag van een vergadering", "minutes of a meeting"),
    meeting_notice=_w("bericht van een vergadering", "notice of a meeting"),
)
CHECKS.update(
    ck_meeting_time_zone=FieldProblem("time_zone", NO_ZONE, LIKE_ZONE),
    ck_meeting_item_outcome=FieldProblem(
        "outcome",
        _w("Zonder besluit is er niets uitgevoerd.", "Without a decision nothing was carried out."),
        _w("Leg eerst het besluit vast.", "Record the decision first."),
    ),
    chair_not_in_committee=FieldProblem(
        "chair_id",
        _w("Deze persoon is geen voorzitter of lid van de commissie.", "This person is neither chair nor member of the committee."),
        _w("Kies iemand uit de commissie, of benoem deze persoon eerst.", "Choose somebody of the committee, or appoint them first."),
    ),
    attendee_not_in_committee=FieldProblem(
        "present",
        _w("Een van deze personen zit niet in de commissie.", "One of these people is not in the committee."),
        _w("Benoem deze persoon eerst in de commissie.", "Appoint them to the committee first."),
    ),
    away_not_present=FieldProblem(
        "away",
        _w("Wie de kamer verliet, staat niet als aanwezig.", "Whoever left the room is not among those present."),
        _w("Leg eerst vast wie er is.", "Record first who is there."),
    ),
    decision_unmotivated=FieldProblem(
        "reason",
        _w("Het besluit heeft nog geen reden.", "The decision has no reason yet."),
        _w("Schrijf waarom de commissie zo besluit.", "Write why the committee decides so."),
    ),
    reason_of_another_criterion=FieldProblem(
        "reasons",
        _w("Een reden hoort niet bij een criterium van deze vacature, of is te lang.",
           "A reason belongs to no criterion of this vacancy, or is too long."),
        _w("Laad de pagina opnieuw; een reden telt hoogstens 4.000 tekens.", "Reload the page; a reason has at most 4,000 characters."),
    ),
)  # fmt: skip
REFUSALS.update(
    {f"minutes_{status}": words for status, words in NOT_READY.items()},
    meeting_not_yours=_w(
        "Alleen HR of de voorzitter legt een vergadering vast.", "Only HR or the chair records a meeting."
    ),
    meeting_fixed=_w(
        "Dit van een vergadering verandert niet meer. Heropen haar eerst, als het verslag niet klopt.",
        "This of a meeting no longer changes. Reopen it first, if the minutes are wrong.",
    ),
    meeting_not_begun=_w(
        "Wie er is en wat is besloten, legt u vast zodra de vergadering is geopend.",
        "Who is there and what is decided is recorded once the meeting has been opened.",
    ),
    attendee_decided=_w(
        "Deze persoon besliste mee over een kandidaat voor wie het besluit al is uitgevoerd, of staat als ‘verliet de kamer’."
        " Verander dat eerst.",
        "This person decided about a candidate whose decision has been carried out, or is among those who left the room."
        " Change that first.",
    ),
    item_fixed=_w(
        "Dit agendapunt staat vast: er is al over besloten, of het staat in een verslag.",
        "This item is fixed: it has been decided, or minutes speak of it.",
    ),
    not_to_be_decided=_w(
        "Over deze sollicitatie valt niets te besluiten: zij is nog niet ingediend, of al afgerond.",
        "There is nothing to decide about this application: it is not submitted yet, or it has ended.",
    ),
    item_not_done=_w(
        "Het besluit is niet uitgevoerd: de sollicitatie staat nog in een andere fase.",
        "The decision has not been carried out: the application is still in another stage.",
    ),
    decision_lost_quorum=_w(
        "Sinds dit besluit meldde een lid een belangenconflict; zonder dat lid is er geen quorum. Heropen de vergadering en"
        " besluit opnieuw.",
        "Since this decision a member declared a conflict of interest; without them there is no quorum. Reopen the meeting and"
        " decide anew.",
    ),
    below_quorum=_w(
        "Voor een besluit over deze kandidaat zijn te weinig leden aanwezig. Wie een belangenconflict heeft, daar nog naar"
        " is gevraagd of de kamer verliet, telt niet mee.",
        "Too few members are present to decide about this candidate. Whoever has a conflict of interest, has yet to answer"
        " about one or left the room is not counted.",
    ),
    minutes_fixed=_w("Een verslag verandert niet. Maak een nieuwe versie.", "Minutes do not change. Make a new version."),
    uq_meeting_item_meeting_id_application_id=_w(
        "Deze kandidaat staat al op de agenda. Laad de pagina opnieuw.", "This candidate is on the agenda already. Reload the page."
    ),
    uq_meeting_attendance_meeting_id_account_id=_w(
        "Iemand anders legde dit tegelijk vast. Laad de pagina opnieuw.", "Somebody else recorded this at the same time. Reload the page."
    ),
    uq_meeting_minutes_meeting_id_number=_w(
        "Iemand anders maakte tegelijk een verslag. Laad de pagina opnieuw.", "Somebody else made minutes at the same time. Reload the page."
    ),
)  # fmt: skip
