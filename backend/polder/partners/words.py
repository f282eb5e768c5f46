"""What things of partners are called in files and in the audit trail, in both languages."""

from polder.kernel import operations
from polder.kernel.words import Words
from polder.partners.tables import OrganisationKind

ORGANISATION_KINDS = {
    OrganisationKind.university: Words(nl="universiteit", en="university"),
    OrganisationKind.industry: Words(nl="bedrijf", en="company"),
    OrganisationKind.ministry: Words(nl="overheid", en="government"),
    OrganisationKind.foundation: Words(nl="stichting", en="foundation"),
    OrganisationKind.institute: Words(nl="instituut", en="institute"),
    OrganisationKind.ellis_unit: Words(nl="ELLIS-unit", en="ELLIS unit"),
    OrganisationKind.other: Words(nl="anders", en="other"),
}
ROR_STATUSES = {
    "active": Words(nl="actief", en="active"),
    "inactive": Words(nl="niet meer actief", en="inactive"),
    "withdrawn": Words(nl="uit ROR gehaald", en="withdrawn from ROR"),
}
operations.TABLES.update(
    organisation=Words(nl="organisatie", en="organisation"),
    person=Words(nl="persoon", en="person"),
    affiliation=Words(nl="affiliatie", en="affiliation"),
    conflict=Words(nl="belangenconflict", en="conflict of interest"),
)
