"""What duplicates are called in the audit trail, and what is said when something is refused."""

from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(
    same_person=Words(nl="oordeel over dubbele sollicitaties", en="judgement of duplicate applications")
)
operations.TEMPLATES.update(
    application_duplicate=Words(nl="een van twee sollicitaties telt", en="one of two applications counts"),
    application_counts_again=Words(nl="de tweede sollicitatie telt weer", en="the second application counts again"),
)
WITHDRAWN_FOR = Words(nl="Dezelfde persoon; {reference} telt.", en="The same person; {reference} counts.")
ITSELF = FieldProblem(
    "other_id", Words(nl="Dit is dezelfde sollicitatie.", en="This is the same application."),
    Words(nl="Kies een andere.", en="Choose another one."),
)  # fmt: skip
CHECKS.update(
    counts_of_one_vacancy=FieldProblem(
        "keep_id", Words(nl="Deze sollicitaties zijn voor verschillende vacatures.", en="These applications are to different vacancies."),
        Words(nl="Beide tellen. Laat leeg welke telt.", en="Both count. Leave open which one counts."),
    ),
    ck_same_person_order=ITSELF,
    ck_same_person_kept=FieldProblem(
        "keep_id", Words(nl="Kies een van deze twee sollicitaties.", en="Choose one of these two applications."),
        Words(nl="Of laat leeg welke telt.", en="Or leave open which one counts."),
    ),
    ck_same_person_ended=FieldProblem(
        "reason", Words(nl="Een reden ontbreekt.", en="A reason is missing."), Words(nl="Schrijf kort waarom.", en="Write briefly why."),
    ),
    ck_application_key_kind=FieldProblem(
        "kind", Words(nl="Hierop wordt niet vergeleken.", en="Nothing is compared by this."), Words(nl="Laat het weg.", en="Leave it out."),
    ),
)  # fmt: skip
JUDGED_ALREADY = Words(
    nl="Dit oordeel ligt vast. Maak het ongedaan, of laad de pagina opnieuw.",
    en="This judgement is fixed. Undo it, or reload the page.",
)
REFUSALS.update(
    judged_already=JUDGED_ALREADY,
    uq_same_person_standing=Words(
        nl="Over deze twee is al geoordeeld. Laad de pagina opnieuw.",
        en="These two have been judged already. Reload the page.",
    ),
)
