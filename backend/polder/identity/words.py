"""What things of identity are called in files and in the audit trail, in both languages."""

from polder.identity.access import ROLES
from polder.identity.tables import Audience, ClientAuthentication, SessionKind
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

ROLE_TITLES = {role.name: role.title for role in ROLES}
SCOPES = {
    "vacancy": Words(nl="vacature", en="vacancy"),
    "organisation": Words(nl="organisatie", en="organisation"),
    "grant": Words(nl="subsidie", en="grant"),
    "case": Words(nl="dossier", en="case"),
}
SESSION_KINDS = {
    SessionKind.browser: Words(nl="aangemeld", en="signed in"),
    SessionKind.token: Words(nl="API-sleutel", en="API token"),
    SessionKind.link: Words(nl="persoonlijke link", en="personal link"),
}
INVITATION_STATES = {
    "open": Words(nl="verstuurd", en="sent"),
    "redeemed": Words(nl="gebruikt", en="used"),
    "expired": Words(nl="verlopen", en="expired"),
    "withdrawn": Words(nl="ingetrokken", en="withdrawn"),
}
AUTHENTICATIONS = {
    ClientAuthentication.none: Words(nl="niet (publieke client)", en="not (public client)"),
    ClientAuthentication.client_secret_basic: Words(nl="geheim, in de header", en="secret, in the header"),
    ClientAuthentication.client_secret_post: Words(nl="geheim, in het formulier", en="secret, in the form"),
    ClientAuthentication.private_key_jwt: Words(nl="privésleutel", en="private key"),
}
AUDIENCES = {
    Audience.staff: Words(nl="medewerkers en partners", en="colleagues and partners"),
    Audience.applicants: Words(nl="sollicitanten (ORCID)", en="applicants (ORCID)"),
}
FOR_STAFF = FieldProblem(
    "audience",
    Words(nl="Bij deze aanbieder meldt niemand zich aan: sollicitanten laten er zien wie zij zijn.", en="Nobody signs in at this provider: applicants show there who they are."),
    Words(nl="Laat rol en organisatie leeg.", en="Leave role and organisation empty."),
)  # fmt: skip
CHECKS.update(ck_identity_provider_applicants=FOR_STAFF, provider_of_applicants=FOR_STAFF)
REFUSALS.update(
    uq_identity_provider_applicants=Words(
        nl="Er is al een aanbieder voor sollicitanten in gebruik. Zet die eerst uit.",
        en="A provider for applicants is in use already. Switch that one off first.",
    )
)
operations.TEMPLATES.update(
    invitation=Words(nl="uitnodiging", en="invitation"),
    access_request=Words(nl="verzoek om toegang", en="request for access"),
)
operations.TABLES.update(
    account=Words(nl="account", en="account"),
    external_identity=Words(nl="aanmelding", en="way to sign in"),
    identity_provider=Words(nl="identiteitsaanbieder", en="identity provider"),
    invitation=Words(nl="uitnodiging", en="invitation"),
    access_request=Words(nl="verzoek om toegang", en="request for access"),
    role_grant=Words(nl="rol", en="role"),
    session=Words(nl="sessie", en="session"),
)
