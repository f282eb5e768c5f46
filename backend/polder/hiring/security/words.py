"""What is said when a security check stands in the way."""

from polder.kernel import operations
from polder.kernel.web import REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(
    vacancy_security=Words(nl="markering kennisveiligheid", en="knowledge security tag"),
    security_check=Words(nl="controle kennisveiligheid", en="knowledge security check"),
)
REFUSALS.update(
    security_not_cleared=Words(
        nl="Deze vacature is gemarkeerd voor kennisveiligheid: eerst moet de veiligheidsfunctionaris akkoord zijn.",
        en="This vacancy is tagged for knowledge security: the security officer must clear the person first.",
    ),
    offer_is_out=Words(
        nl="Er is al een aanbod goedgekeurd of verstuurd. Trek dat eerst in, of wacht op het antwoord.",
        en="An offer was approved or sent already. Withdraw it first, or wait for the answer.",
    ),
    tag_stays=Words(
        nl="Er is al iemand gecontroleerd, of de controle is gevraagd: de markering blijft.",
        en="Somebody was checked already, or the check was asked: the tag stays.",
    ),
    vacancy_not_tagged=Words(
        nl="Deze vacature is niet gemarkeerd voor kennisveiligheid. Markeer haar eerst, met de reden.",
        en="This vacancy is not tagged for knowledge security. Tag it first, with the reason.",
    ),
    application_not_open=Words(
        nl="Deze sollicitatie loopt niet (meer).", en="This application is not open, or no longer."
    ),
    uq_security_check_application_id=Words(nl="Deze controle is al gevraagd.", en="This check has been asked already."),
    uq_vacancy_security_vacancy_id=Words(
        nl="Deze vacature is al gemarkeerd. Laad de pagina opnieuw.",
        en="This vacancy is tagged already. Reload the page.",
    ),
)
