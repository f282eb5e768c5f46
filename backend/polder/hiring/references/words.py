"""What references are called in the audit trail and the outbox, and what is said when something is refused."""

from polder.hiring.references.rules import ANOTHER
from polder.kernel import operations
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(reference=Words(nl="referentie", en="reference"))
operations.TEMPLATES.update(
    reference_request=Words(nl="verzoek om een referentie", en="request for a reference"),
    reference_reminder=Words(nl="herinnering aan een referent", en="reminder to a referee"),
    reference_extended=Words(nl="meer tijd voor een referent", en="more time for a referee"),
    reference_not_needed=Words(nl="referentie niet meer nodig", en="reference no longer needed"),
    reference_thanks=Words(nl="dank aan een referent", en="thanks to a referee"),
    references_complete=Words(nl="alle referenties zijn binnen", en="all references are in"),
)
CHECKS.update(
    ck_reference_email=FieldProblem("email", NO_ADDRESS, LIKE_THIS),
    ck_reference_name=FieldProblem(
        "name",
        Words(nl="De naam ontbreekt.", en="The name is missing."),
        Words(nl="Schrijf hoe de referent heet.", en="Write what the referee is called."),
    ),
    referee_is_applicant=FieldProblem(
        "email",
        Words(nl="Dit is het adres van de sollicitant zelf.", en="This is the applicant's own address."),
        ANOTHER,
    ),
    referee_named_twice=FieldProblem(
        "email", Words(nl="Dit adres is al genoemd.", en="This address was named already."), ANOTHER
    ),
    until_past=FieldProblem(
        "until",
        Words(nl="Deze dag is al voorbij.", en="This day has passed."),
        Words(nl="Kies vandaag of later.", en="Choose today or later."),
    ),
    until_far=FieldProblem(
        "until",
        Words(nl="Dit is meer dan een jaar vooruit.", en="This is more than a year ahead."),
        Words(nl="Kies een eerdere dag.", en="Choose an earlier day."),
    ),
)
REFUSALS.update(
    reference_fixed=Words(
        nl="Deze referent is al gevraagd en verandert niet meer. Trek de referentie in en noem een ander.",
        en="This referee has been asked and changes no more. Withdraw the reference and name another.",
    ),
    referees_enough=Words(
        nl="U noemde al zoveel referenten als er gevraagd zijn.",
        en="You have named as many referees as are asked for.",
    ),
    application_over=Words(
        nl="Deze sollicitatie loopt niet (meer): er komt geen referentie bij.",
        en="This application is not under way (any more): no reference is added.",
    ),
    reference_over=Words(
        nl="Deze referentie wordt niet (meer) verwacht.", en="This reference is not awaited (any more)."
    ),
    reminded_today=Words(
        nl="Deze referent kreeg het laatste etmaal al een mail. Herinner hem of haar morgen.",
        en="This referee got a mail in the last 24 hours already. Remind them tomorrow.",
    ),
    letter_missing=Words(nl="De brief ontbreekt nog.", en="The letter is still missing."),
    uq_reference_application_id_position=Words(
        nl="In een ander venster noemde u hier al iemand. Laad de pagina opnieuw.",
        en="You named somebody here in another window already. Reload the page.",
    ),
)
