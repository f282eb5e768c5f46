"""What diversity is called in files and in the audit trail, and what is said when something is refused."""

from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(diversity_question=Words(nl="vraag over diversiteit", en="question about diversity"))
_OPTIONS = FieldProblem(
    "options",
    Words(nl="Deze antwoorden kunnen zo niet.", en="These answers cannot be used like this."),
    Words(
        nl="Geef twee tot twaalf antwoorden, elk met een eigen sleutel en met woorden in beide talen.",
        en="Give two to twelve answers, each with a key of its own and with words in both languages.",
    ),
)
CHECKS.update(
    ck_diversity_question_options=_OPTIONS,
    diversity_options=_OPTIONS,
    diversity_option=FieldProblem(
        "diversity",
        Words(nl="Dit antwoord hoort niet bij de vraag.", en="This answer does not belong to the question."),
        Words(nl="Kies een van de antwoorden die er staan.", en="Choose one of the answers that are listed."),
    ),
)
REFUSALS.update(
    diversity_not_yet=Words(
        nl="Deze vragen kunt u beantwoorden als uw sollicitatie is ingediend.",
        en="You can answer these questions once your application is submitted.",
    ),
    diversity_open=Words(
        nl="Deze sollicitatie loopt nog. Wacht tot er een besluit is.",
        en="This application is still open. Wait until there is a decision.",
    ),
    diversity_too_few=Words(
        nl="Dit zijn te weinig mensen om te tonen, of het is niet van dit kwartaal.",
        en="These are too few people to be shown, or not of this quarter.",
    ),
)
