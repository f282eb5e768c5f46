"""What things of reviewing are called, and what is said when something is refused."""

from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

GROUNDS = {
    "employer": Words(nl="zelfde werkgever of opleiding", en="same employer or school"),
    "coauthor": Words(nl="samen gepubliceerd", en="published together"),
    "supervisor": Words(nl="begeleiding", en="supervision"),
    "interest": Words(nl="belang in een organisatie", en="interest in an organisation"),
}
HOW = {"by_hand": Words(nl="met de hand", en="by hand"), "balanced": Words(nl="verdeeld", en="shared out")}
operations.TABLES.update(
    review_reminder=Words(nl="herinnering aan beoordelingen", en="reminder of reviews"),
    review_opinion=Words(nl="mening over een beoordeling", en="opinion of a review"),
    applicant_background=Words(nl="achtergrond van een sollicitant", en="background of an applicant"),
    conflict_proposal=Words(nl="mogelijk belangenconflict", en="possible conflict of interest"),
    review_plan=Words(nl="plan voor beoordelingen", en="review plan"),
    reviewer_load=Words(nl="belasting van een beoordelaar", en="load of a reviewer"),
    review_assignment=Words(nl="toewijzing van een beoordeling", en="assignment of a review"),
)
operations.TEMPLATES.update(
    reviews_due=Words(nl="beoordelingen die nog openstaan", en="reviews that are still to be done")
)
CHECKS.update(
    ck_review_opinion_reason_of_other=FieldProblem(
        "reason",
        Words(nl="Wie het oneens is, zegt waarom.", en="Who does not agree says why."),
        Words(nl="Schrijf kort waarom.", en="Write briefly why."),
    ),
    ck_review_assignment_ended=FieldProblem(
        "reason",
        Words(nl="Een reden ontbreekt.", en="A reason is missing."),
        Words(nl="Schrijf kort waarom; de reden blijft bewaard.", en="Write briefly why; the reason is kept."),
    ),
)
REFUSALS.update(
    no_reviewer_here=Words(
        nl="Een van deze mensen beoordeelt niet bij deze vacature. Benoem die eerst in de commissie.",
        en="One of these people does not review for this vacancy. Appoint them to the committee first.",
    ),
    stands_between=Words(
        nl="Tussen een van deze mensen en een sollicitant staat iets, of is nog niet gezegd dat er niets staat. Kies een ander.",
        en="Something stands between one of these people and an applicant, or it has not been said that nothing does. Choose somebody else.",
    ),
    not_judged_now=Words(
        nl="Een van deze sollicitaties wordt nu niet beoordeeld. Laat die weg.",
        en="One of these applications is not being judged now. Leave it out.",
    ),
    assignment_fixed=Words(
        nl="Deze toewijzing is al beëindigd, of iets anders dan haar einde zou veranderen. Maak een nieuwe.",
        en="This assignment has ended, or something other than its end would change. Make a new one.",
    ),
    uq_review_assignment_open=Words(
        nl="Deze persoon is al gevraagd deze sollicitatie te beoordelen.",
        en="This person has been asked to review this application already.",
    ),
    proposal_fixed=Words(
        nl="Wat de regels vonden blijft staan. Bevestig het, of leg het terzijde.",
        en="What the rules found stays as it is. Confirm it, or dismiss it.",
    ),
    answer_first=Words(
        nl="Zeg eerst of er iets staat tussen u en deze sollicitant. Daarna kunt u beoordelen of beslissen.",
        en="Say first whether something stands between you and this applicant. Then you can review or decide.",
    ),
    uq_review_plan_vacancy_id=Words(
        nl="Iemand anders maakte zojuist het plan. Laad de pagina opnieuw.",
        en="Somebody else has just made the plan. Reload the page.",
    ),
    opinion_of_another=Words(
        nl="Over de eigen beoordeling, of een die niet is ingediend, geeft u geen mening.",
        en="You give no opinion of your own review, nor of one that is not submitted.",
    ),
    uq_review_opinion_standing=Words(
        nl="U gaf zojuist al een mening. Laad de pagina opnieuw.", en="You have just given an opinion. Reload the page."
    ),
)
