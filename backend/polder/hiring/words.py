"""What things of hiring are called in files and in the audit trail, and what is said when something is refused. Its states:
see its lifecycles."""

from polder.hiring.lifecycle import AFTER_DEADLINE, OPEN, being_judged, nothing_offered
from polder.kernel import operations
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS
from polder.kernel.documents.actions import TOO_MANY
from polder.kernel.problems import FieldProblem, Problem, conflict
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

SOURCES = {
    "form": Words(nl="sollicitatieformulier", en="application form"),
    "import": Words(nl="ingelezen", en="import"),
}
RECOMMENDATIONS = {
    "yes": Words(nl="ja", en="yes"),
    "maybe": Words(nl="misschien", en="perhaps"),
    "no": Words(nl="nee", en="no"),
}
operations.TEMPLATES.update(
    application_link=Words(nl="persoonlijke link voor een sollicitatie", en="personal link for an application"),
    application_link_again=Words(nl="persoonlijke link, opnieuw", en="personal link, once more"),
    application_receipt=Words(nl="ontvangst van een sollicitatie", en="receipt of an application"),
    application_rejected=Words(nl="afwijzing van een sollicitatie", en="rejection of an application"),
    offer_sent=Words(nl="aanbod", en="offer"),
    offer_accepted=Words(nl="bevestiging van een aanvaard aanbod", en="confirmation of an accepted offer"),
    offer_declined=Words(nl="bevestiging van een afgeslagen aanbod", en="confirmation of a declined offer"),
    offer_expired=Words(nl="verlopen van een aanbod", en="expiry of an offer"),
    offer_withdrawn=Words(nl="intrekking van een aanbod", en="withdrawal of an offer"),
)
operations.TABLES.update(
    vacancy=Words(nl="vacature", en="vacancy"),
    criterion=Words(nl="criterium", en="criterion"),
    application=Words(nl="sollicitatie", en="application"),
    review=Words(nl="beoordeling", en="review"),
    review_score=Words(nl="score bij een beoordeling", en="score of a review"),
    offer=Words(nl="aanbod", en="offer"),
    offer_endorsement=Words(nl="instemming met een aanbod", en="agreement with an offer"),
)
NO_ZONE = Words(nl="Deze tijdzone bestaat niet.", en="There is no such time zone.")
LIKE_ZONE = Words(nl="Schrijf haar als Europe/Amsterdam.", en="Write it as Europe/Amsterdam.")
CHECKS.update(
    ck_vacancy_salary_range=FieldProblem(
        "salary_max_cents",
        Words(nl="Het hoogste salaris is lager dan het laagste.", en="The highest salary is lower than the lowest."),
        Words(nl="Maak het gelijk of hoger.", en="Make it equal or higher."),
    ),
    ck_offer_term=FieldProblem(
        "ends_on",
        Words(nl="Het einde ligt niet na het begin.", en="The end is not after the start."),
        Words(nl="Kies een latere datum, of laat het einde leeg.", en="Choose a later date, or leave the end empty."),
    ),
    ck_application_submitted_at=FieldProblem(
        "submitted_at",
        Words(nl="Een ingediende sollicitatie heeft een moment van indienen.", en="What was submitted has its moment."),
        Words(nl="Dien haar in met de stap Indienen.", en="Submit it by the move Submit."),
    ),
    ck_application_email=FieldProblem("email", NO_ADDRESS, LIKE_THIS),
    ck_application_via=FieldProblem(
        "via",
        Words(nl="Dit noemt geen herkomst.", en="This names no place."),
        Words(
            nl="Gebruik kleine letters, cijfers en koppeltekens, hoogstens 40.",
            en="Use small letters, digits and hyphens, at most 40.",
        ),
    ),
    ck_vacancy_time_zone=FieldProblem("time_zone", NO_ZONE, LIKE_ZONE),
    criterion_of_another_vacancy=FieldProblem(
        "scores",
        Words(
            nl="Een van de criteria hoort niet bij deze vacature.",
            en="One of the criteria does not belong to this vacancy.",
        ),
        Words(nl="Laad de pagina opnieuw.", en="Reload the page."),
    ),
    document_asked_twice=FieldProblem(
        "documents_asked",
        Words(nl="Een soort document staat er tweemaal.", en="A kind of document is named twice."),
        Words(nl="Noem elk soort één keer.", en="Name each kind once."),
    ),
    starts_in_the_past=FieldProblem(
        "starts_on",
        Words(nl="De begindatum is al voorbij.", en="The start has passed."),
        Words(nl="Kies vandaag of later.", en="Choose today or later."),
    ),
    expires_in_the_past=FieldProblem(
        "expires_at",
        Words(nl="Dit moment is al voorbij.", en="This moment has passed."),
        Words(
            nl="Kies een moment waarop de sollicitant nog kan antwoorden.",
            en="Choose one by which the applicant can still answer.",
        ),
    ),
    expires_far_ahead=FieldProblem(
        "expires_at",
        Words(nl="Dit is meer dan een jaar vooruit.", en="This is more than a year ahead."),
        Words(nl="Kies een eerder moment.", en="Choose an earlier moment."),
    ),
)
REFUSALS.update(
    too_many_documents=TOO_MANY,
    offer_locked=Words(
        nl="De voorwaarden van een aanbieding staan vast zodra zij is goedgekeurd. Trek haar in en maak een nieuwe.",
        en="The terms of an offer are fixed once it is approved. Withdraw it and make a new one.",
    ),
    deadline_passed=Words(
        nl="De sluitingstijd is voorbij: wat toen bewaard was, blijft zoals het is.",
        en="The deadline has passed: what was saved by then stays as it is.",
    ),
    after_deadline=AFTER_DEADLINE,
    source_kept=Words(
        nl="Hoe een sollicitatie binnenkwam verandert niet meer.",
        en="How an application came does not change any more.",
    ),
    committee_too_small=Words(
        nl="Een vacature houdt ten minste twee commissieleden tot zij is beslist, ook na de sluiting. Benoem eerst een ander.",
        en="A vacancy keeps at least two committee members until it is decided, after its deadline too. Appoint somebody else first.",
    ),
    auditor_judges=Words(
        nl="Een accountant leest alles en zit daarom niet in een commissie. Kies een ander.",
        en="An auditor reads everything and so sits in no committee. Choose somebody else.",
    ),
    vacancy_archived=Words(
        nl="Deze vacature is gearchiveerd en heeft geen commissie meer. Maak een nieuwe vacature.",
        en="This vacancy is archived and has no committee any more. Write a new vacancy.",
    ),
    nothing_offered=nothing_offered.why_not,
    offer_without_post=Words(
        nl="Wat dit aanbod betaalt is niet gekozen, of die positie is vervuld, vervallen, niet goedgekeurd of niet gedekt. Kies een andere positie, of regel dat eerst.",
        en="What pays this offer is not chosen, or that position is filled, cancelled, not approved or not covered. Choose another position, or settle that first.",
    ),
    uq_offer_position_sent=Words(
        nl="Voor deze positie staat al een aanbod uit. Wacht op het antwoord, of trek dat aanbod in.",
        en="An offer for this position is out already. Wait for the answer, or withdraw that offer.",
    ),
    uq_offer_open=Words(
        nl="Deze sollicitant heeft al een aanbieding. Wijzig die, of trek haar eerst in.",
        en="This applicant has an offer already. Change it, or withdraw it first.",
    ),
    has_read_reviews=Words(
        nl="Deze persoon kon hier al beoordelingen van anderen lezen en kan er daarom niet meer beoordelen. Kies een ander.",
        en="This person could already read others' reviews here and so can no longer review. Choose somebody else.",
    ),
    uq_review_application_id_reviewer_id=Words(
        nl="In een ander venster begon u deze beoordeling al. Laad de pagina opnieuw.",
        en="You began this review in another window already. Reload the page.",
    ),
    uq_offer_endorsement_standing=Words(
        nl="U hebt al met deze aanbieding ingestemd. Eén keer is genoeg.",
        en="You have agreed with this offer already. Once is enough.",
    ),
    nothing_to_endorse=Words(
        nl="Instemmen is alleen nodig bij een concept buiten de gepubliceerde schaal of boven het budget. Deze aanbieding vraagt er niet om.",
        en="Agreement is needed only for a draft outside the published range or above the budget. This offer does not ask for it.",
    ),
    applicants_own=Words(
        nl="Deze sollicitatie is met het formulier ingediend: alleen de sollicitant voegt er documenten aan toe.",
        en="This application was submitted by the form: only the applicant adds documents to it.",
    ),
    being_judged=being_judged.why_not,
    review_locked=Words(
        nl="Een ingediende beoordeling staat vast. Laat haar heropenen om haar te wijzigen.",
        en="A submitted review is fixed. Have it reopened to change it.",
    ),
)


def no_draft(stage: str) -> Problem:
    """Why what an applicant sent is not kept: by the stage that the application is in."""
    if stage == "withdrawn":
        words = Words(
            nl="Deze sollicitatie is ingetrokken. Er verandert niets meer aan.",
            en="This application has been withdrawn. Nothing of it changes any more.",
        )
    elif stage in OPEN:
        words = Words(
            nl="Deze sollicitatie is ingediend en ligt vast. U kunt haar nog wel intrekken.",
            en="This application has been submitted and is fixed. You can still withdraw it.",
        )
    else:
        words = Words(
            nl="Over deze sollicitatie is beslist. Er verandert niets meer aan.",
            en="This application has been decided. Nothing of it changes any more.",
        )
    return conflict("application-fixed", words)
