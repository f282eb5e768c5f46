"""What keeping and erasing is called in files and in the audit trail, and what is said when something is refused."""

from polder.hiring.lifecycle import objection_upheld, reopened_by_objection
from polder.hiring.privacy.lifecycle import list_stands, nobody_hidden, not_decider
from polder.kernel import operations
from polder.kernel.lifecycle import SECOND_PERSON
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(
    consent=Words(nl="toestemming om te bewaren", en="consent to keep"),
    objection=Words(nl="bezwaar", en="objection"),
    erasure_request=Words(nl="verzoek om te wissen", en="request to be erased"),
    erasure_run=Words(nl="wislijst", en="list of erasure"),
    erasure_item=Words(nl="regel van een wislijst", en="line of a list of erasure"),
    subject_export=Words(nl="alles van een persoon meegenomen", en="all of a person taken along"),
)
operations.TEMPLATES.update(
    application_keep=Words(nl="vraag om te mogen bewaren", en="question whether we may keep it"),
    application_keep_again=Words(
        nl="vraag om te mogen bewaren, opnieuw", en="question whether we may keep it, once more"
    ),
    objection_settled=Words(nl="uitkomst van een bezwaar", en="outcome of an objection"),
    erasure_asked=Words(nl="ontvangst van een verzoek om te wissen", en="receipt of a request to be erased"),
    erasure_now=Words(nl="bericht dat alles is gewist", en="message that all was erased"),
)
KINDS = {
    "due": Words(nl="termijn voorbij", en="time is over"),
    "asked": Words(nl="op verzoek", en="on request"),
    "own": Words(nl="concept, door de schrijver", en="draft, by its writer"),
}
FIXED = Words(nl="Dit ligt vast. Laad de pagina opnieuw.", en="This is fixed. Reload the page.")
REFUSALS.update(
    objection_open=Words(
        nl="Er loopt een bezwaar tegen het besluit. Tot dat is afgehandeld wissen wij niets.",
        en="There is an open objection to the decision. Until it has been settled we erase nothing.",
    ),
    objection_decider=not_decider.why_not,
    objection_fixed=FIXED,
    objection_upheld=objection_upheld.why_not,
    vacancy_reopened=reopened_by_objection.why_not,
    objection_no_decision=Words(
        nl="Bezwaar kan tegen een afwijzing, zolang de sollicitatie bewaard is.",
        en="An objection is against a rejection, while the application is kept.",
    ),
    uq_objection_open=Words(nl="Er loopt al een bezwaar. Handel dat eerst af.", en="There is an open objection already. Settle that one first."),
    consent_fixed=Words(nl="Toestemming geeft alleen de sollicitant, en wat gezegd is blijft staan.",
                        en="Only the applicant gives consent, and what was said stays."),
    consent_too_early=Words(nl="Over deze sollicitatie is nog niet beslist.", en="This application has not been decided yet."),
    consent_no_rule=Words(nl="Er geldt nu geen regel om langer te bewaren. Toestemming is niet nodig.",
                          en="No rule for keeping longer is in force now. Consent is not needed."),
    erasure_fixed=FIXED,
    erasure_list_changed=list_stands.why_not,
    erasure_hidden=nobody_hidden.why_not,
    erasure_second_person=SECOND_PERSON.why_not,
    erasure_not_yours=Words(nl="Dit kan hier niet gewist worden.", en="This cannot be erased here."),
    erasure_too_early=Words(nl="Trek de sollicitatie eerst in. Wie is aangenomen, vraagt HR.", en="Withdraw the application first. Whoever was hired asks HR."),
    erasure_left_traces=Words(nl="Er zou iets achterblijven. Er is niets gewist.", en="Something would be left. Nothing was erased."),
    nothing_due=Words(nl="Vandaag hoeft niets gewist te worden.", en="Nothing is due to be erased today."),
    uq_erasure_run_open=Words(nl="Er ligt al een lijst. Handel die eerst af.", en="There is an open list already. Settle that one first."),
    uq_erasure_request_open=Words(nl="U vroeg dit al.", en="You have asked this already."),
    uq_erasure_item_erased=Words(nl="Dit is al gewist.", en="This has been erased already."),
    person_erased=Words(nl="Deze sollicitatie is gewist. Er komt niets meer bij.", en="This application has been erased. Nothing is added to it any more."),
)  # fmt: skip
CHECKS.update(
    ck_consent_until=FieldProblem("until", FIXED, FIXED),
    ck_erasure_item_erased_or_kept=FieldProblem("kept_because", FIXED, FIXED),
    ck_subject_export_application_ids=FieldProblem(
        "application_ids", Words(nl="Kies één tot vijftig sollicitaties.", en="Choose one to fifty applications."),
        Words(nl="Kies er minder.", en="Choose fewer."),
    ),
)  # fmt: skip
