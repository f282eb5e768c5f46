"""What verified iDs are called in the audit trail, and what is said when something is refused."""

from polder.hiring.fields import ORCID_WRONG
from polder.kernel import operations
from polder.kernel.problems import Problem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(verified_orcid=Words(nl="bevestigd ORCID iD", en="verified ORCID iD"))
CHECKS.update(ck_verified_orcid_orcid=ORCID_WRONG, ck_orcid_proof_orcid=ORCID_WRONG)
REFUSALS.update(
    orcid_proof_over=Words(
        nl="Uw aanmelding bij ORCID is verlopen of al gebruikt. Meld u opnieuw aan bij ORCID, of ga verder zonder. Wat u typte staat er nog.",
        en="Your sign-in at ORCID has ended or was used already. Sign in at ORCID again, or go on without. What you typed is still here.",
    )
)
_FAILED = Words(nl="Aanmelden bij ORCID is niet gelukt", en="Signing in at ORCID did not work")
UNREACHABLE = Problem(
    503,
    "orcid-unreachable",
    Words(nl="ORCID antwoordt niet", en="ORCID does not answer"),
    Words(
        nl="Probeer het straks opnieuw, of ga verder met uw e-mailadres. Er is niets verloren.",
        en="Try again soon, or go on with your e-mail address. Nothing is lost.",
    ),
)
REFUSED = Problem(
    422,
    "orcid-refused",
    _FAILED,
    Words(
        nl="Het duurde te lang, of het antwoord hoort niet bij deze browser. Probeer het opnieuw, of ga verder met uw e-mailadres.",
        en="It took too long, or the answer is not for this browser. Try again, or go on with your e-mail address.",
    ),
)
CANCELLED = Problem(
    422,
    "orcid-cancelled",
    _FAILED,
    Words(nl="U hebt het afgebroken. Er is niets verloren.", en="You cancelled it. Nothing is lost."),
)
ANOTHER_LINK = Problem(
    422,
    "orcid-refused",
    _FAILED,
    Words(
        nl="Intussen is in deze browser een andere sollicitatie geopend. Open de goede link en bevestig uw iD daar.",
        en="Another application was opened in this browser in the meantime. Open the right link and confirm your iD there.",
    ),
)
