"""What agreements and decisions are called in files and in the audit trail, in both languages. States: see the lifecycle."""

from polder.funding.agreements.tables import Confidentiality
from polder.kernel import operations
from polder.kernel.words import Words

CONFIDENTIALITIES = {
    Confidentiality.public: Words(nl="openbaar", en="public"),
    Confidentiality.named: Words(nl="naam openbaar, bedrag niet", en="name public, amount not"),
    Confidentiality.confidential: Words(nl="vertrouwelijk", en="confidential"),
}
# Where money of an agreement is: the ends of the euro's way.
WAYS = {
    "in_kind": Words(nl="in natura toegezegd, nog te geven", en="promised in kind, still to be given"),
    "in_kind_given": Words(nl="in natura gegeven en aanvaard", en="given in kind and accepted"),
    "uninvoiced": Words(nl="toegezegd, nog niet gefactureerd", en="committed, not yet invoiced"),
    "invoiced_open": Words(nl="gefactureerd, nog niet betaald", en="invoiced, not yet paid"),
    "received_free": Words(nl="ontvangen, nog niet toegewezen", en="received, not yet allocated"),
    "allocated": Words(nl="toegewezen, nog niet besteed", en="allocated, not yet spent"),
    "spent": Words(nl="besteed", en="spent"),
    "reported": Words(nl="verantwoord", en="reported"),
    "returned": Words(nl="teruggegeven", en="returned"),
    "repayable": Words(nl="nog terug te betalen", en="still to be paid back"),
    "written_off": Words(nl="afgeboekt", en="written off"),
}
operations.TABLES.update(
    right_kind=Words(nl="soort recht", en="kind of right"),
    agreement=Words(nl="overeenkomst", en="agreement"),
    agreement_version=Words(nl="versie van een overeenkomst", en="version of an agreement"),
    agreement_party=Words(nl="partij bij een overeenkomst", en="party to an agreement"),
    funder_right=Words(nl="recht van een financier", en="right of a funder"),
    public_decision=Words(nl="publiek besluit", en="public decision"),
)
