"""What things of careers are called, and what is said when something is refused."""

from polder.kernel import operations
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TEMPLATES.update(
    vacancy_withdrawn=Words(nl="intrekking van een vacature", en="withdrawal of a vacancy"),
    vacancy_extended=Words(nl="latere sluiting van een vacature", en="later deadline of a vacancy"),
    alert_confirm=Words(nl="bevestiging van vacatures per e-mail", en="confirmation of vacancies by e-mail"),
    alert_news=Words(nl="nieuwe vacatures per e-mail", en="new vacancies by e-mail"),
)
operations.TABLES.update(
    vacancy_template=Words(nl="sjabloon van een vacature", en="template of a vacancy"),
    deadline_extension=Words(nl="latere sluiting", en="later deadline"),
)
NOT_OPEN = Words(
    nl="Alleen een vacature die gepubliceerd is of was, kan een ander sluitingsmoment krijgen. Kies het in een concept zelf.",
    en="Only a vacancy that is or was published can get another deadline. In a draft, choose the deadline itself.",
)
FIVE_OR_NONE = (
    Words(nl="Niet elke score heeft een tekst.", en="Not every score has a text."),
    Words(nl="Schrijf er een voor elke score van 1 tot en met 5, of voor geen.", en="Write one for each score from 1 to 5, or for none."),
)  # fmt: skip
CHECKS.update(
    ck_criterion_levels=FieldProblem("levels", *FIVE_OR_NONE),
    ck_vacancy_alert_email=FieldProblem("email", NO_ADDRESS, LIKE_THIS),
    ck_deadline_extension_moved=FieldProblem(
        "deadline",
        Words(nl="Dit is het sluitingsmoment van nu.", en="This is the deadline as it is."),
        Words(nl="Kies een ander moment.", en="Choose another moment."),
    ),
    deadline_far_ahead=FieldProblem(
        "deadline",
        Words(nl="Dat is meer dan een jaar later.", en="That is more than a year later."),
        Words(nl="Kijk het jaar na.", en="Check the year."),
    ),
    deadline_earlier=FieldProblem(
        "deadline",
        Words(
            nl="Zolang mensen kunnen solliciteren wordt het sluitingsmoment alleen later.",
            en="While people can apply the deadline only becomes later.",
        ),
        Words(nl="Kies een later moment dan het huidige.", en="Choose a moment later than the present one."),
    ),
)
REFUSALS.update(
    vacancy_locked=Words(
        nl="Een goedgekeurde vacature ligt vast. Zet haar eerst terug naar concept.",
        en="An approved vacancy is fixed. Move it back to draft first.",
    ),
    deadline_over=Words(
        nl="De sluitingstijd is voorbij: verlengen kan niet meer.",
        en="The deadline has passed: it can no longer be moved.",
    ),
    committee_ends_before=Words(
        nl="Op het nieuwe sluitingsmoment heeft de commissie minder dan twee leden. Verleng eerst een zetel.",
        en="By the new deadline the committee has fewer than two members. Extend a seat first.",
    ),
    criteria_used=Words(
        nl="Er is al op deze criteria beoordeeld: zij blijven zoals zij toen waren. Maak een nieuwe vacature.",
        en="People have been judged by these criteria: they stay as they were then. Write a new vacancy.",
    ),
    uq_vacancy_template_name=Words(
        nl="Er is al een sjabloon met deze naam. Kies een andere naam.",
        en="There is a template with this name already. Choose another name.",
    ),
)
OUTDATED = Words(
    nl="Dit sjabloon is van vroeger en past niet meer. Open het, vul aan wat ontbreekt, en bewaar het.",
    en="This template is an old one and no longer fits. Open it, add what is missing, and save it.",
)
