"""What people read about accounts, grants, sessions and providers."""

from sqlalchemy import func, literal_column

from polder.identity import tables as _tables  # noqa: F401 - defines the tables named below
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

account = metadata.tables["account"]
grant = metadata.tables["role_grant"]
session = metadata.tables["session"]
provider = metadata.tables["identity_provider"]

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
)
ACCOUNT = Detail(
    account,
    account.c.id,
    {
        **{c.name: c for c in account.c},
        "roles": literal_column(
            """(select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'scope_kind', g.scope_kind,
              'scope_id', g.scope_id, 'valid_from', g.valid_from, 'valid_until', g.valid_until, 'version', g.version)
              order by g.valid_from), '[]') from role_grant g where g.account_id = account.id)"""
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
        column("valid_from", grant.c.valid_from, "vanaf", "from", "instant", "sort range"),
        column("valid_until", grant.c.valid_until, "tot", "until", "instant", "range"),
        column("granted_by", func.polder.name_of(grant.c.created_by), "verleend door", "granted by"),
        column("version", grant.c.version, "versie", "version", "integer", export=False),
    ],
    sort="role",
)
GRANT = Detail(grant, grant.c.id, {c.name: c for c in grant.c})

_SESSION_COLUMNS = [
    column("id", session.c.id, "id", "id", "uuid", export=False),
    column("kind", session.c.kind, "soort", "kind", by="filter"),
    column("label", session.c.label, "naam", "label"),
    column("only_permissions", func.to_json(session.c.only_permissions), "rechten", "permissions", "json"),
    column("created_at", session.c.created_at, "gemaakt", "created", "instant", "sort"),
    column("last_seen_at", session.c.last_seen_at, "laatst gebruikt", "last used", "instant", "sort"),
    column("expires_at", session.c.expires_at, "verloopt", "expires", "instant", "sort"),
    column("ended_at", session.c.ended_at, "beëindigd", "ended", "instant"),
    column("current", session.c.id == literal_column("polder.setting('session')::uuid"), "deze", "this one", "boolean"),
]
OWN = session.c.account_id == func.polder.actor()
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
        column("default_role", provider.c.default_role, "rol bij eerste aanmelding", "role at first sign-in"),
        column("enabled", provider.c.enabled, "in gebruik", "enabled", "boolean", "filter"),
    ],
    sort="name",
)
PROVIDER = Detail(provider, provider.c.id, {c.name: c for c in _SECRETLESS})

ME = """select json_build_object(
  'account', (select json_build_object('id', a.id, 'name', a.name, 'email', a.email, 'language', a.language,
     'person_id', a.person_id, 'version', a.version) from account a where a.id = polder.actor()),
  'roles', (select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'scope_kind', g.scope_kind,
     'scope_id', g.scope_id, 'from', g.valid_from, 'until', g.valid_until)), '[]'::json) from role_grant g
     where g.account_id = polder.actor() and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())),
  'permissions', to_json(string_to_array(coalesce(polder.setting('permissions'), ''), ',')),
  'scoped', polder.setting('scoped')::json)::text"""
