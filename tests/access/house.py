"""One institute for the whole matrix: two of everything, A ("own") and B ("foreign"), and everybody who may ask."""

import hashlib
import itertools
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Event
from tests.access.audiences import CALENDAR, LINK, OTHERS, REFEREE, ROLES
from tests.access.money import decision, money, post_in
from tests.access.rooms import ROOMS
from tests.support.databases import Databases
from tests.support.world import SOON, World, built, settings_for

NUMBERED = ("audit-entries", "ledger/accounts", "ledger/postings", "ledger/checks")  # whose ids are numbers
APPLICANTS = {"own": "Zinnia Ownward", "foreign": "Quixote Farflung"}
FILE_WORDS = {"own": "zinnia", "foreign": "quixote"}
SCOPES = {"vacancy": "vacancies", "organisation": "organisations"}
SCOPED = {
    "hiring_lead": "vacancy", "committee_chair": "vacancy", "committee_member": "vacancy",
    "committee_observer": "vacancy", "advisor": "vacancy", "partner_administrator": "organisation", "funder_representative": "organisation",
    "board_member": "organisation", "principal_investigator": "grant", "gate_panel": "case",
}  # fmt: skip


@dataclass
class House:
    """Clients by audience, and ids by kind of record and data ("own" may depend on who asks)."""

    world: World
    admin: psycopg.Connection[Any]
    clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    shared: dict[tuple[str, str], str] = field(default_factory=dict)
    personal: dict[tuple[str, str], str] = field(default_factory=dict)  # (kind of record, audience) → own id
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def sql(self, statement: str, *values: Any) -> Any:
        """The first value of a statement that nothing guards: triggers are off, this is the world as given."""
        done = self.admin.execute(statement, values or None)
        row = done.fetchone() if done.description else None
        return row[0] if row else None

    def id(self, record: str, data: str, audience: str) -> str | None:
        """The record's id for this audience; None where there is no such data."""
        if data == "none":
            return "9" * 9 if record in NUMBERED else str(uuid4())
        found = self.personal.get((record, audience)) if data == "own" else None
        if found is None and data == "own" and (record, "*") in self.personal:
            return None
        return found or self.shared.get((record, data))

    def version(self, record: str, id: str) -> int:
        table = TABLES[record]
        if record in UNVERSIONED:
            return 1
        return self.sql(f"select version from {table} where id = %s", id) or 1

    # ---- records that a request will end ---------------------------------------------------------------------------

    def fresh(self, what: str, data: str, audience: str) -> dict[str, str]:
        """Ids for the path of one request that ends what it names."""
        for room in ROOMS:
            if what in getattr(room, "FRESH", {}):
                return dict(room.FRESH[what](self, data, audience))
        return dict(getattr(self, "_fresh_" + what.replace(" ", "_"))(data, audience))

    def _account(self, **columns: Any) -> str:
        person = self.sql("insert into person (name, sort_name) values ('Spare', 'spare') returning id")
        return str(self._insert("account", name="Spare", person_id=person, **columns))

    def _insert(self, table: str, **columns: Any) -> Any:
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        made = self.sql(f"insert into {table} ({names}) values ({marks}) returning id", *columns.values())
        if table == "lot":
            self.sql("insert into lot_balance (lot_id) values (%s)", made)
        return made

    def _fresh_committee(self, data: str, audience: str) -> dict[str, str]:
        vacancy = self.shared["vacancies", data]
        grant = self._insert("role_grant", account_id=self._account(), role="committee_observer", scope_kind="vacancy",
                             scope_id=vacancy, confirmed_at="now")  # fmt: skip
        return {"id": vacancy, "grant_id": str(grant)}

    def _fresh_application(self, data: str, audience: str) -> dict[str, str]:
        hidden = data == "own" and audience in (LINK, "conflicted", "conflicted_officer")
        if hidden:
            return {"id": self.shared["applications", data]}
        made = self._insert("application", vacancy_id=self.shared["vacancies", data], name="Fresh", sort_name="fresh",
                            motivation="", stage="submitted", submitted_at="now", source="import")  # fmt: skip
        return {"id": str(made)}

    def document(self, data: str) -> str:
        made = self._insert("document", record_kind="application", record_id=self.shared["applications", data], kind="cv",
                            file_name=f"{FILE_WORDS[data]}.pdf", media_type="application/pdf", size=9,
                            storage_key=str(uuid4()), state="accepted", completed_at="now")  # fmt: skip
        return str(made)

    def _fresh_document(self, data: str, audience: str) -> dict[str, str]:
        return {"id": self.document(data)}

    def _fresh_account(self, data: str, audience: str) -> dict[str, str]:
        own = (
            self.personal.get(("accounts", audience)) if data == "own" and audience != "system_administrator" else None
        )
        return {"id": own or self._account()}

    def _fresh_ended_account(self, data: str, audience: str) -> dict[str, str]:
        own = (
            self.personal.get(("accounts", audience)) if data == "own" and audience != "system_administrator" else None
        )
        return {"id": own or self._account(ended_at="now")}

    def _fresh_grant(self, data: str, audience: str, **columns: Any) -> dict[str, str]:
        if data == "own" and audience not in ("system_administrator", "partner_administrator"):
            own = self.personal.get(("role-grants", audience))
            return {"id": own} if own else {}
        values = {"role": "funder_representative", "confirmed_at": "now", **columns}
        made = self._insert("role_grant", account_id=self._account(), scope_kind="organisation",
                            scope_id=self.shared["organisations", data], **values)  # fmt: skip
        return {"id": str(made)}

    def _fresh_unconfirmed_grant(self, data: str, audience: str) -> dict[str, str]:
        return self._fresh_grant(data, audience, role="partner_administrator", confirmed_at=None)

    def _fresh_ending_grant(self, data: str, audience: str) -> dict[str, str]:
        return self._fresh_grant(data, audience, role="partner_administrator", ending_asked_at="now")

    def session(self, account: str, **columns: Any) -> str:
        values = {"kind": "browser", "token_hash": secrets.token_bytes(32), "expires_at": "2099-01-01", **columns}
        return str(self._insert("session", account_id=account, **values))

    def _fresh_session(self, data: str, audience: str) -> dict[str, str]:
        account = self.personal.get(("accounts", audience)) if data == "own" else self.shared["accounts", "foreign"]
        return {"id": self.session(account)} if account else {}

    def _fresh_token(self, data: str, audience: str) -> dict[str, str]:
        account = self.personal.get(("accounts", audience)) if data == "own" else self.shared["accounts", "foreign"]
        return {"id": self.session(account, kind="token", only_permissions=["vacancy.read"])} if account else {}

    def _fresh_identity(self, data: str, audience: str) -> dict[str, str]:
        account = self.personal.get(("accounts", audience)) if data == "own" else self.shared["accounts", "foreign"]
        return {"id": identity(self, account)} if account else {}

    def _fresh_affiliation(self, data: str, audience: str) -> dict[str, str]:
        person = self.personal.get(("people", audience)) if data == "own" else self.shared["people", "foreign"]
        place = self.shared["organisations", "own"]
        if not person:
            return {}
        return {
            "id": str(
                self._insert(
                    "affiliation",
                    person_id=person,
                    organisation_id=place,
                    valid_from="2026-01-01",
                    role_title=str(uuid4()),
                )
            )
        }

    def _fresh_unsent_mail(self, data: str, audience: str) -> dict[str, str]:
        return {"id": self.mail(state="refused")}

    def mail(self, **columns: Any) -> str:
        return str(self._insert("mail", to_address="x@example.org", to_name="X", subject="S", text="T", html="H",
                                template="application_link", language="en", **columns))  # fmt: skip

    def invitation(self, data: str) -> str:
        scope = {"scope_kind": "organisation", "scope_id": self.shared["organisations", "own"]} if data == "own" else {}
        role = "funder_representative" if data == "own" else "director"
        return str(self._insert("invitation", token_hash=secrets.token_bytes(32), email="x@example.org", name="X", role=role,
                                expires_at="2099-01-01", **scope))  # fmt: skip

    def _fresh_invitation(self, data: str, audience: str) -> dict[str, str]:
        return {"id": self.invitation(data)}

    def access_request(self, data: str) -> str:
        return str(self._insert("access_request", issuer="https://idp.example.org", subject=secrets.token_hex(8), name="X",
                                provider_id=self.shared["identity-providers", "own"],
                                organisation_id=self.shared["organisations", data]))  # fmt: skip

    def _fresh_calendar_link(self, data: str, audience: str) -> dict[str, str]:
        funder = self.shared["funder-pages", data]
        made = self._insert("session", kind="link", role=CALENDAR, scope_id=funder, token_hash=secrets.token_bytes(32),
                            expires_at="2099-01-01")  # fmt: skip
        return {"id": funder, "link_id": str(made)}

    def _fresh_decision(self, data: str, audience: str) -> dict[str, str]:
        return {"id": decision(self, data, "Fresh")}

    def _fresh_entry(self, data: str, audience: str) -> dict[str, str]:
        """A receipt above what was asked, which a reversal takes back."""
        return {"id": post_in(self, self.shared["lots", data], Event.receipt, rules.overpaid)}

    def _fresh_access_request(self, data: str, audience: str) -> dict[str, str]:
        return {"id": self.access_request(data)}


TABLES = {
    "vacancies": "vacancy", "applications": "application", "reviews": "review", "offers": "offer",
    "documents": "document", "organisations": "organisation", "funder-pages": "organisation", "people": "person", "affiliations": "affiliation", "accounts": "account",
    "role-grants": "role_grant", "sessions": "session", "tokens": "session", "invitations": "invitation",
    "identity-providers": "identity_provider", "access-requests": "access_request",
    "agreements": "agreement", "agreement-versions": "agreement_version",
    "decisions": "public_decision", "funding-imports": "funding_import",
    "me/identities": "external_identity", "mails": "mail", "valuation-rules": "valuation_rule", "in-kind": "in_kind_contribution",
    "matching-rules": "matching_rule", "legal-rules": "legal_rule", "right-kinds": "right_kind", "matching-snapshots": "matching_snapshot",
    "published-aggregates": "published_aggregate", "aggregate-decisions": "aggregate_decision",
    "bank-accounts": "bank_account", "bank-imports": "bank_import", "bank-statements": "bank_statement",
    "bank-entries": "bank_entry", "settlements": "settlement", "settlement-rules": "settlement_rule",
    "lots": "lot", "purposes": "purpose", "fund-pools": "fund_pool", "closed-periods": "closed_period",
    "allocations": "allocation", "ledger/accounts": "ledger_account", "ledger/entries": "journal_entry",
    "ledger/postings": "posting", "ledger/checks": "ledger_check", "funder-invoices": "funder_invoice",
    "billing-details": "billing_detail", "invoice-rules": "invoice_rule",
    **{record: table for room in ROOMS for record, table in room.TABLES.items()},
}  # fmt: skip


UNVERSIONED = ("ledger/accounts", "ledger/entries", "ledger/postings", "ledger/checks")


@asynccontextmanager
async def opened(databases: Databases, folder: Path) -> AsyncIterator[House]:
    """The application on a database of its own, filled, with everybody signed in."""
    name = databases.new()
    url = databases.server.url
    settings = settings_for(url(name, "polder_app"), url(name, "polder_owner"), folder)
    async with built(settings, url(name)) as world:
        await _hiring(world)
        with psycopg.connect(url(name), autocommit=True) as admin:
            admin.execute("set session_replication_role = replica")
            house = House(world, admin)
            _records(house)
            for room in ROOMS:
                room.furnish(house)
            for audience in (*ROLES, *OTHERS):
                _person(house, audience)
            _strangers(house)
            yield house
            for client in house.clients.values():
                await client.aclose()
    databases.drop(name)


async def _hiring(world: World) -> None:
    """A vacancy, an application, a submitted review and a draft offer; twice."""
    for data in ("own", "foreign"):
        vacancy = await world.vacancy(
            "approved", title_en=f"{FILE_WORDS[data]} post", title_nl=f"{FILE_WORDS[data]} plek"
        )
        application = await world.application(vacancy, APPLICANTS[data], "mark_eligible")
        anna, hr = world.people["anna"], world.people["hr"]
        detail = (await anna.get(f"/applications/{application['id']}")).json()
        scores = [{"criterion_id": c["id"], "score": 4, "reason": "Solid."} for c in detail["vacancy"]["criteria"]]
        review = await anna.put(f"/applications/{application['id']}/review",
                                {"recommendation": "yes", "note": "Good.", "scores": scores})  # fmt: skip
        assert (await anna.move("reviews", review.json()["id"], "submit")).status_code == 200
        for move in ("shortlist", "select"):
            assert (await hr.move("applications", application["id"], move)).status_code == 200
        terms = {"application_id": application["id"], "salary_cents": 450_000, "starts_on": "2099-03-01",
                 "expires_at": SOON}  # fmt: skip
        assert (await hr.post("/offers", terms)).status_code == 201


def _records(house: House) -> None:
    put = house.shared
    for data, offset in (("own", 0), ("foreign", 1)):
        for record in ("vacancies", "applications", "reviews", "offers"):
            query = f"select id from {TABLES[record]} order by created_at, id limit 1 offset {offset}"
            put[record, data] = str(house.sql(query))
        put["documents", data] = house.document(data)
        word = FILE_WORDS[data]
        put["organisations", data] = str(
            house._insert("organisation", name=f"{word} works", sort_name=word, names_text=word, kind="university")
        )
    spare = house._account()
    put["accounts", "foreign"] = spare
    put["people", "foreign"] = str(house.sql("select person_id from account where id = %s", spare))
    put["role-grants", "foreign"] = str(
        house._insert("role_grant", account_id=spare, role="researcher", confirmed_at="now")
    )
    put["sessions", "foreign"] = house.session(spare)
    put["tokens", "foreign"] = house.session(spare, kind="token", only_permissions=["vacancy.read"])
    put["identity-providers", "own"] = str(house._insert("identity_provider", key="somewhere", name="Somewhere",
                                                         issuer="https://idp.example.org", client_id="polder"))  # fmt: skip
    put["me/identities", "foreign"] = identity(house, spare)
    for data in ("own", "foreign"):
        put["invitations", data] = house.invitation(data)
        put["access-requests", data] = house.access_request(data)
    put["mails", "own"] = house.mail()
    put["audit-entries", "own"] = str(house.sql("select id from audit_entry where table_name = 'application' limit 1"))
    money(house)
    for data in ("own", "foreign"):
        put["funder-pages", data] = put["organisations", data]
    for record in ("people", "accounts", "role-grants", "sessions", "tokens", "me/identities"):
        house.personal[record, "*"] = "depends on who asks"


def identity(house: House, account: str) -> str:
    return str(house._insert("external_identity", account_id=account, provider_id=house.shared["identity-providers", "own"],
                             issuer="https://idp.example.org", subject=secrets.token_hex(8)))  # fmt: skip


def _person(house: House, audience: str) -> None:
    """An account with its role, session, token and identities; "own" for each of them."""
    account = house._account()
    role = {
        "everyone": None,
        "conflicted": "committee_member",
        "conflicted_officer": "hr_officer",
        "token": "hr_officer",
    }.get(audience, audience)
    mine = house.personal
    if role is not None:
        kind = SCOPED.get(role)
        scope = house.shared.get((SCOPES.get(kind or "", ""), "own"), str(uuid4())) if kind else None
        mine["role-grants", audience] = str(house._insert("role_grant", account_id=account, role=role, scope_kind=kind,
                                                          valid_until="2099-01-01" if role == "auditor" else None,
                                                          scope_id=scope, confirmed_at="now"))  # fmt: skip
    person = house.sql("select person_id from account where id = %s", account)
    if audience.startswith("conflicted"):
        house._insert("conflict", person_id=person, record_kind="application",
                      record_id=house.shared["applications", "own"], kind="other")  # fmt: skip
    mine["accounts", audience], mine["people", audience] = account, str(person)
    mine["sessions", audience] = house.session(account)
    mine["tokens", audience] = house.session(account, kind="token", only_permissions=["vacancy.read"])
    identity(house, account)
    mine["me/identities", audience] = identity(house, account)
    if audience == "token":
        secret = "polder_" + secrets.token_urlsafe(16)
        house.session(account, kind="token", only_permissions=["vacancy.read"], token_hash=_hash(secret))
        client = house.world.client()
        client.headers["Authorization"] = f"Bearer {secret}"
    else:
        secret = secrets.token_urlsafe(16)
        house.session(account, token_hash=_hash(secret))
        client = house.world.client(secret)
    house.clients[audience] = client


def _strangers(house: House) -> None:
    secret = secrets.token_urlsafe(16)
    house._insert("session", kind="link", token_hash=_hash(secret), role="applicant", expires_at="2099-01-01",
                  scope_id=house.shared["applications", "own"])  # fmt: skip
    house.clients[LINK] = house.world.client(secret)
    secret = secrets.token_urlsafe(16)
    house._insert("session", kind="link", token_hash=_hash(secret), role=REFEREE, expires_at="2099-01-01",
                  scope_id=house.shared["references", "own"])  # fmt: skip
    house.clients[REFEREE] = house.world.client(secret)
    secret = secrets.token_urlsafe(16)
    house._insert("session", kind="link", token_hash=_hash(secret), role=CALENDAR, expires_at="2099-01-01",
                  scope_id=house.shared["organisations", "own"])  # fmt: skip
    house.clients[CALENDAR] = house.world.client(secret)
    house.clients["public"] = house.world.client()
    ended = secrets.token_urlsafe(16)
    house.session(house.personal["accounts", "director"], token_hash=_hash(ended), ended_at="now")
    house.clients["expired"] = house.world.client(ended)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
