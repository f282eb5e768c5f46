"""What letters and signatures are called, and what is said when one is refused."""

from polder.hiring.offers.rules import FIELDS
from polder.kernel import operations
from polder.kernel.documents.words import DOCUMENT_KINDS
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

DOCUMENT_KINDS["letter"] = Words(nl="Brief", en="Letter")
LANGUAGES = {"nl": Words(nl="Nederlands", en="Dutch"), "en": Words(nl="Engels", en="English")}
KINDS = {"offer": Words(nl="aanbod", en="offer")}
operations.TABLES.update(
    letter_template=Words(nl="briefsjabloon", en="letter template"),
    offer_letter=Words(nl="brief bij een aanbod", en="letter of an offer"),
    offer_acceptance=Words(nl="ondertekening van een aanbod", en="signature under an offer"),
)
UNKNOWN = Words(nl="Een veld bestaat niet: {fields}.", en="There is no such field: {fields}.")
KNOWN = Words(
    nl="Gebruik: " + ", ".join(FIELDS) + ", elk tussen accolades. Accolades staan alleen om een veld.",
    en="Use: " + ", ".join(FIELDS) + ", each in braces. Braces stand around a field alone.",
)
for column in ("subject", "body"):
    CHECKS[f"ck_letter_template_{column}_fields"] = FieldProblem(
        column,
        Words(nl="Hier staat een veld dat niet bestaat.", en="There is a field here that does not exist."),
        KNOWN,
    )
REFUSALS.update(
    hiring_text_fixed=Words(
        nl="Wat is vastgesteld of ingetrokken, blijft zoals het is. Doe een nieuw voorstel.",
        en="What is in force or withdrawn stays as it is. Make a new proposal.",
    ),
    hiring_text_second_person=Words(
        nl="Een ander dan de opsteller moet dit bevestigen.", en="Somebody other than its author must confirm this."
    ),
    offer_not_open=Words(
        nl="Op dit aanbod kan niet meer worden geantwoord: het is verlopen, ingetrokken of al beantwoord.",
        en="This offer can no longer be answered: it has expired, was withdrawn, or has been answered.",
    ),
    offer_not_signed=Words(
        nl="Een aanbod wordt aanvaard door het te ondertekenen, met de persoonlijke link van de sollicitant.",
        en="An offer is accepted by signing it, with the applicant's personal link.",
    ),
)
