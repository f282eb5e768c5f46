"""What things of hiring are called in files and in the audit trail, in both languages. Its states: see its lifecycles."""

from polder.kernel import operations
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
