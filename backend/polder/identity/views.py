"""What people read about accounts, grants, sessions and providers."""

from typing import Any

from sqlalchemy import ColumnElement, func, literal_column

from polder.identity import tables as _tables  # noqa: F401 - defines the tables named below
from polder.kernel.openapi import WORDS, block, kind, many, mapping, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

account = metadata.tables["account"]
grant = metadata.tables["role_grant"]
session = metadata.tables["session"]
provider = metadata.tables["identity_provider"]
identity = metadata.tables["external_identity"]
invitation = metadata.tables["invitation"]
access_request = metadata.tables["access_request"]


def _scope_name(table: str) -> ColumnElement[Any]:
    """What a row's role is limited to, as people call it; null where it counts for the whole institute."""
    return block(f"polder.scope_name({table}.scope_kind, {table}.scope_id)", perhaps(WORDS))


ACCOUNTS = Listing(
    "accounts",
    account,
    account.c.id,
    [
        column("id", account.c.id, "id", "id", "uuid", export=False),
        column("name", account.c.name, "naam", "name", by="sort filter"),
        column("email", account.c.email, "e-mail", "e-mail", by="sort filter"),
        column("language", account.c.language, "taal", "language", by="filter"),
        column("person_id", account.c.person_id, "persoon", "person", "uuid", "filter", export=False),
        column("ended_at", account.c.ended_at, "beëindigd", "ended", "instant", "range"),
        column("created_at", account.c.created_at, "gemaakt", "created", "instant", "sort range"),
    ],
    sort="name",
    # accounts are few: their words are found without an index of their own
    search=literal_column("polder.searchable(account.name || ' ' || coalesce(account.email, ''))"),
)
ACCOUNT = Detail(
    account,
    account.c.id,
    {
        **{c.name: c for c in account.c},
        "roles": block(
            """(select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'scope_kind', g.scope_kind,
              'scope_id', g.scope_id, 'valid_from', g.valid_from, 'valid_until', g.valid_until,
              'confirmed_at', g.confirmed_at, 'version', g.version)
              order by g.valid_from), '[]') from role_grant g where g.account_id = account.id)""",
            many(
                record(
                    id="uuid",
                    role="text",
                    scope_kind="text?",
                    scope_id="uuid?",
                    valid_from="instant",
                    valid_until="instant?",
                    confirmed_at="instant?",
                    version="integer",
                )
            ),
        ),
        "identities": block(
            """(select coalesce(json_agg(json_build_object('id', e.id, 'issuer', e.issuer,
              'provider', polder.provider_name(e.provider_id), 'last_sign_in_at', e.last_sign_in_at) order by e.created_at), '[]')
              from external_identity e where e.account_id = account.id)""",
            many(record(id="uuid", provider="text?", issuer="text", last_sign_in_at="instant?")),
        ),
        "open_sessions": block(
            """(select count(*)::int from session s where s.account_id = account.id and s.ended_at is null
              and s.expires_at > now())""",
            "integer",
        ),
    },
)
GRANTS = Listing(
    "role_grants",
    grant,
    grant.c.id,
    [
        column("id", grant.c.id, "id", "id", "uuid", export=False),
        column("account_id", grant.c.account_id, "account", "account", "uuid", "filter", export=False),
        column("account", func.polder.name_of(grant.c.account_id), "naam", "name"),
        column("role", grant.c.role, "rol", "role", by="sort filter"),
        column("scope_kind", grant.c.scope_kind, "bereik", "scope", by="filter"),
        column("scope_id", grant.c.scope_id, "bereik-id", "scope id", "uuid", "filter", export=False),
        column("scope", _scope_name("role_grant"), "waarvoor", "for what", "json", export=False),
        column("valid_from", grant.c.valid_from, "vanaf", "from", "instant", "sort range"),
        column("valid_until", grant.c.valid_until, "tot", "until", "instant", "range"),
        column("granted_by", func.polder.name_of(grant.c.granted_by), "verleend door", "granted by"),
        column("confirmed_at", grant.c.confirmed_at, "bevestigd", "confirmed", "instant", "range"),
        column("confirmed_by", func.polder.name_of(grant.c.confirmed_by), "bevestigd door", "confirmed by"),
        column("ending_asked_at", grant.c.ending_asked_at, "einde gevraagd", "end asked", "instant", "range"),
        column("ending_asked_by", func.polder.name_of(grant.c.ending_asked_by), "einde gevraagd door", "end asked by"),
        column(
            "asked_by_me",
            grant.c.ending_asked_by == func.polder.actor(),
            "einde door mij gevraagd",
            "end asked by me",
            "boolean",
            export=False,
        ),
        column("version", grant.c.version, "versie", "version", "integer", export=False),
    ],
    sort="role",
)
GRANT = Detail(grant, grant.c.id, {c.name: c for c in grant.c})

_SESSION_COLUMNS = [
    column("id", session.c.id, "id", "id", "uuid", export=False),
    column("kind", session.c.kind, "soort", "kind", by="filter"),
    column("label", session.c.label, "naam", "label"),
    column(
        "only_permissions",
        block("to_json(session.only_permissions)", perhaps(many(kind("text")))),
        "rechten",
        "permissions",
        "json",
    ),
    column("created_at", session.c.created_at, "gemaakt", "created", "instant", "sort"),
    column("last_seen_at", session.c.last_seen_at, "laatst gebruikt", "last used", "instant", "sort"),
    column("expires_at", session.c.expires_at, "verloopt", "expires", "instant", "sort"),
    column("ended_at", session.c.ended_at, "beëindigd", "ended", "instant"),
    column("current", session.c.id == literal_column("polder.setting('session')::uuid"), "deze", "this one", "boolean"),
]
OWN = session.c.account_id == func.polder.actor()
IDENTITIES = Listing(
    "identities",
    identity,
    identity.c.id,
    [
        column("id", identity.c.id, "id", "id", "uuid", export=False),
        column("provider", func.polder.provider_name(identity.c.provider_id), "aanbieder", "provider"),
        column("issuer", identity.c.issuer, "uitgever", "issuer"),
        column("created_at", identity.c.created_at, "gekoppeld", "linked", "instant", "sort"),
        column("last_sign_in_at", identity.c.last_sign_in_at, "laatste aanmelding", "last sign-in", "instant"),
    ],
    sort="-created_at",
    where=[identity.c.account_id == func.polder.actor()],
)
SESSIONS = Listing(
    "sessions", session, session.c.id, _SESSION_COLUMNS, sort="-last_seen_at",
    where=[OWN, session.c.kind == literal_column("'browser'"), session.c.ended_at.is_(None)],
)  # fmt: skip
TOKENS = Listing(
    "tokens", session, session.c.id, _SESSION_COLUMNS, sort="-created_at",
    where=[OWN, session.c.kind == literal_column("'token'")],
)  # fmt: skip
_SECRETLESS = [c for c in provider.c if c.name not in ("client_secret_ref", "search")]
PROVIDERS = Listing(
    "identity_providers",
    provider,
    provider.c.id,
    [
        column("id", provider.c.id, "id", "id", "uuid", export=False),
        column("key", provider.c.key, "sleutel", "key", by="sort filter"),
        column("name", provider.c.name, "naam", "name", by="sort filter"),
        column("issuer", provider.c.issuer, "uitgever", "issuer"),
        column(
            "client_authentication", provider.c.client_authentication, "aanmelding van Polder", "client authentication"
        ),
        column("audience", provider.c.audience, "voor wie", "for whom", by="filter"),
        column("default_role", provider.c.default_role, "rol bij eerste aanmelding", "role at first sign-in"),
        column("enabled", provider.c.enabled, "in gebruik", "enabled", "boolean", "filter"),
    ],
    sort="name",
)
PROVIDER = Detail(provider, provider.c.id, {c.name: c for c in _SECRETLESS})

INVITATIONS = Listing(
    "invitations",
    invitation,
    invitation.c.id,
    [
        column("id", invitation.c.id, "id", "id", "uuid", export=False),
        column("email", invitation.c.email, "e-mail", "e-mail", by="sort filter"),
        column("name", invitation.c.name, "naam", "name", by="sort"),
        column("role", invitation.c.role, "rol", "role", by="sort filter"),
        column("scope_kind", invitation.c.scope_kind, "bereik", "scope", by="filter"),
        column("scope_id", invitation.c.scope_id, "bereik-id", "scope id", "uuid", "filter", export=False),
        column("scope", _scope_name("invitation"), "waarvoor", "for what", "json", export=False),
        column("role_from", invitation.c.role_from, "rol vanaf", "role from", "instant"),
        column("role_until", invitation.c.role_until, "rol tot", "role until", "instant"),
        column(
            "state",
            literal_column(
                "case when invitation.withdrawn_at is not null then 'withdrawn' when invitation.redeemed_at is not null "
                "then 'redeemed' when least(invitation.expires_at, invitation.role_until) <= now() then 'expired' else 'open' end"
            ),
            "stand",
            "state",
            by="filter",
        ),
        column("invited_by", func.polder.name_of(invitation.c.created_by), "uitgenodigd door", "invited by"),
        column("redeemed_by", func.polder.name_of(invitation.c.redeemed_by), "gebruikt door", "redeemed by"),
        column("created_at", invitation.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("expires_at", invitation.c.expires_at, "verloopt", "expires", "instant", "sort range"),
        column("version", invitation.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)
INVITATION = Detail(invitation, invitation.c.id, {c.name: c for c in invitation.c if c.name != "token_hash"})

ACCESS_REQUESTS = Listing(
    "access_requests",
    access_request,
    access_request.c.id,
    [
        column("id", access_request.c.id, "id", "id", "uuid", export=False),
        column("name", access_request.c.name, "naam", "name", by="sort filter"),
        column("email", access_request.c.email, "e-mail", "e-mail", by="sort filter"),
        column("provider", func.polder.provider_name(access_request.c.provider_id), "aanbieder", "provider"),
        column("issuer", access_request.c.issuer, "uitgever", "issuer", by="filter"),
        column("organisation_id", access_request.c.organisation_id, "organisatie", "organisation", "uuid", "filter",
               export=False),
        column("times", access_request.c.times, "keren", "times", "integer", "sort"),
        column("asked_at", access_request.c.asked_at, "laatst gevraagd", "last asked", "instant", "sort range"),
        column("closed_at", access_request.c.closed_at, "afgehandeld", "closed", "instant", "range"),
        column("version", access_request.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-asked_at",
)  # fmt: skip
ACCESS_REQUEST = Detail(
    access_request, access_request.c.id, {c.name: c for c in access_request.c if c.name != "subject"}
)

_ROLES = """(select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'scope_kind', g.scope_kind,
     'scope_id', g.scope_id, 'scope', polder.scope_name(g.scope_kind, g.scope_id), 'from', g.valid_from,
     'until', g.valid_until) order by g.valid_from, g.id), '[]'::json) from role_grant g where g.account_id = polder.actor()
     and {when} and (g.valid_until is null or g.valid_until > greatest(now(), g.valid_from)) and g.confirmed_at is not null)"""
ME = f"""select json_build_object(
  'account', (select json_build_object('id', a.id, 'name', a.name, 'email', a.email,
     'language', case when a.language_chosen then a.language end,
     'person_id', a.person_id, 'version', a.version) from account a where a.id = polder.actor()),
  'roles', {_ROLES.format(when="g.valid_from <= now()")},
  'coming', {_ROLES.format(when="g.valid_from > now()")},
  'permissions', to_json(string_to_array(coalesce(polder.setting('permissions'), ''), ',')),
  'scoped', polder.setting('scoped')::json)::text"""
_HELD = many(
    record(id="uuid", role="text", scope_kind="text?", scope_id="uuid?", scope=perhaps(WORDS), until="instant?",
           **{"from": "instant"}, title=perhaps(WORDS))
)  # fmt: skip
ME_SHAPE = named("Me", record(
    account=record(id="uuid", name="text", email="text?", language=kind("text?", about="null: not chosen, the browser's"), person_id="uuid?", version="integer"),
    roles=_HELD,
    coming=_HELD,
    permissions=many(kind("text")),
    scoped=perhaps(mapping(many(kind("uuid")))),
    csrf=kind("text", about="for the header X-CSRF-Token of every write"),
    institute=record(name="text", zone="text"), demonstration="boolean",
))  # fmt: skip
TOKEN_SHAPE = named("NewTokenSecret", record(id="uuid", token="text"))

# What waits for those who administer: see polder.home.
WAITING = [
    """
  select 'access.answer', 'access_requests', r.id, coalesce(r.email, ''), r.name, r.name, r.asked_at,
    r.asked_at + interval '3 days', 'Beantwoord het verzoek om toegang van', 'Answer the request for access of'
  from access_request r where r.closed_at is null
    and ((select polder.may('role.grant')) or r.organisation_id = any((select polder.scope('role.grant'))::uuid[]))""",
    """
  select 'grant.confirm', 'accounts', g.account_id, '', polder.name_of(g.account_id), polder.name_of(g.account_id),
    g.created_at, g.created_at + interval '3 days', 'Bevestig de beheerdersrol van', 'Confirm the administrator''s role of'
  from role_grant g where g.confirmed_at is null and (g.valid_until is null or g.valid_until > now())
    and ((select polder.may('role.grant')) or g.scope_id = any((select polder.scope('role.grant'))::uuid[]))
    and (select polder.actor()) not in (g.account_id, coalesce(g.granted_by, g.account_id))""",
    """
  select 'grant.end', 'accounts', g.account_id, '', polder.name_of(g.account_id), polder.name_of(g.account_id),
    g.ending_asked_at, g.ending_asked_at + interval '3 days', 'Bevestig het einde van de beheerdersrol van',
    'Confirm the end of the administrator''s role of'
  from role_grant g where g.ending_asked_at is not null and (g.valid_until is null or g.valid_until > now())
    and ((select polder.may('role.grant')) or g.scope_id = any((select polder.scope('role.grant'))::uuid[]))
    and (select polder.actor()) <> g.ending_asked_by""",
    """
  select 'invitation.expires', 'invitations', i.id, i.email, coalesce(nullif(i.name, ''), i.email),
    coalesce(nullif(i.name, ''), i.email), i.created_at, i.expires_at,
    'Herinner, voor de uitnodiging verloopt:', 'Remind, before their invitation expires:'
  from invitation i where i.redeemed_at is null and i.withdrawn_at is null
    and i.expires_at between now() and now() + interval '3 days' and coalesce(i.role_until, 'infinity') > now() and case when polder.of_committee(i.role) then
      polder.may_compose(i.scope_id)
      else (select polder.may('role.grant')) or i.scope_id = any((select polder.scope('role.grant'))::uuid[]) end""",
]
FIGURES = [
    """
  select 'accounts', 'open accounts', 'open accounts', (select count(*) from account where ended_at is null)
  where (select polder.may('account.write'))""",
]
