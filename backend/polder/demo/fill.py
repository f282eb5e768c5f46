"""Fill an empty installation with an invented institute that is plausible and in motion. Does nothing twice."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from polder.demo import (
    appointments,
    calls,
    careers,
    diversity,
    funding,
    hiring,
    interviews,
    letters,
    meetings,
    opportunities,
    partners,
    positions,
    privacy,
    references,
    reviewing,
)
from polder.demo.clock import past
from polder.demo.people import INSTITUTE, ORCID, PEOPLE
from polder.demo.provider import CLIENT_ID, NAMES, PATHS
from polder.identity.actions import create_token, grant_role, open_session
from polder.identity.admission import invite
from polder.kernel import jobs
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.documents.storage import Storage
from polder.kernel.mail import templates
from polder.kernel.settings import Settings
from polder.kernel.texts import sort_key
from polder.kernel.tx import Tx, transaction
from polder.partners.actions import affiliate, create_organisation, create_person

DONE = "select exists (select from identity_provider where key = 'demonstration')"


@dataclass
class Cast:
    """The invented people, each able to act in a transaction of their own."""

    database: Database
    accounts: dict[str, UUID]
    secrets: dict[str, str]

    def as_(self, subject: str) -> AbstractAsyncContextManager[Tx]:
        return transaction(self.database, Entry.by_secret(self.secrets[subject], "demonstration"))


async def fill(settings: Settings, storage: Storage) -> None:
    """Everything goes through the same actions as people use, by the people who may."""
    templates.configure(settings.base_url, settings.ask_at)  # mails carry links
    database = await Database.open(settings.database_url.get_secret_value(), readers=1, writers=1)
    try:
        async with transaction(database, Entry.as_role("system", "demonstration")) as tx:
            if await tx.scalar(DONE):
                return
            accounts = await _people(tx, settings)
            await _organisations(tx)
            await _affiliations(tx, accounts)
            await _representatives(tx, accounts)
            secrets = {subject: await open_session(tx, id, None) for subject, id in accounts.items()}
        cast = Cast(database, accounts, secrets)
        jobs.context_of(database, SimpleNamespace(settings=settings, storage=storage))
        assert settings.owner_database_url is not None
        async with past(settings.owner_database_url.get_secret_value()) as set_day:
            await calls.play(cast, set_day)  # first: what is told at home is told in the order of writing
            await hiring.play(cast, storage, set_day)
        await references.play(cast, storage)
        await appointments.play(cast)
        await careers.play(cast, settings)
        await interviews.play(cast)
        await reviewing.play(cast)
        await meetings.play(cast)
        await letters.play(cast)
        await funding.play(cast, settings, storage)
        await opportunities.play(cast)
        await positions.play(cast)
        await diversity.play(cast)
        await privacy.play(cast)
        await _admissions(cast)
        async with transaction(database, Entry.as_role("system", "demonstration")) as tx:
            await tx.run("update session set ended_at = now() where ended_at is null and kind = 'browser'")
    finally:
        await database.close()


async def _people(tx: Tx, settings: Settings) -> dict[str, UUID]:
    providers: dict[str, UUID] = {}
    issuers = {key: settings.base_url + path for key, path in PATHS.items()}
    for key, issuer in issuers.items():
        providers[key] = await tx.scalar(
            """insert into identity_provider (key, name, issuer, client_id, audience)
               values (:key, :name, :issuer, :client, :audience) returning id""",
            key=key, name=NAMES[key], issuer=issuer, client=CLIENT_ID, audience="applicants" if key == ORCID else "staff",
        )  # fmt: skip
    accounts: dict[str, UUID] = {}
    for person in PEOPLE:
        if not person.account:
            continue
        person_id = await tx.scalar(
            "insert into person (name, sort_name, email) values (:name, :sort_name, :email) returning id",
            name=person.name, sort_name=sort_key(person.name), email=person.email,
        )  # fmt: skip
        account: UUID = await tx.scalar(
            """insert into account (name, email, language, person_id) values (:name, :email, :language, :person)
               returning id""",
            name=person.name, email=person.email, language=person.language, person=person_id,
        )  # fmt: skip
        accounts[person.subject] = account
        await tx.run(
            """insert into external_identity (account_id, provider_id, issuer, subject)
               values (:account, :provider, :issuer, :subject)""",
            account=account, provider=providers[person.provider], issuer=issuers[person.provider], subject=person.subject,
        )  # fmt: skip
        if person.role:
            await tx.run(
                """insert into role_grant (account_id, role, valid_until)
                   values (:account, :role, case :role when 'auditor' then now() + interval '1 year' end)""",
                account=account,
                role=person.role,
            )
    return accounts


async def _organisations(tx: Tx) -> None:
    for values in partners.ORGANISATIONS:
        dates: dict[str, Any] = {
            k: date.fromisoformat(values[k]) for k in ("member_from", "member_until") if k in values
        }
        await create_organisation(tx, {"country_code": "NL", **values, **dates})


async def _affiliations(tx: Tx, accounts: dict[str, UUID]) -> None:
    """Who belongs where; people without an account are made here."""
    of_account = "select person_id from account where id = :account"
    for who, (orcid, places) in partners.AFFILIATIONS.items():
        if who in accounts:
            person = await tx.scalar(of_account, account=accounts[who])
            await tx.run("update person set orcid = :orcid where id = :person", orcid=orcid, person=person)
        else:
            person = (await create_person(tx, {"name": who, "orcid": orcid})).id
        for place, title, part, begins, ends in places:
            organisation = await tx.scalar("select id from organisation where name = :name", name=place)
            period = {"valid_from": date.fromisoformat(begins), "valid_until": ends and date.fromisoformat(ends)}
            await affiliate(
                tx, person, {"organisation_id": organisation, "role_title": title, "part_percent": part, **period}
            )


async def _representatives(tx: Tx, accounts: dict[str, UUID]) -> None:
    """Who speaks for a funder sees that funder's money and no other."""
    for person in PEOPLE:
        if person.funder:
            await tx.run(
                """insert into role_grant (account_id, role, scope_kind, scope_id)
                   select :account, 'funder_representative', 'organisation', id from organisation where name = :name""",
                account=accounts[person.subject], name=person.funder,
            )  # fmt: skip


async def _admissions(cast: Cast) -> None:
    """Roles that begin and end, somebody invited, somebody who asks, and a script's key."""
    for subject, role, begins, ends in partners.PERIODS:
        # nobody gives a role that began before: what was is the institute's history
        earlier = transaction(cast.database, Entry.as_role("system", "demonstration"))
        async with earlier if begins < 0 else cast.as_("sam") as tx:
            until = tx.now + timedelta(days=ends) if ends is not None else None
            await grant_role(
                tx, cast.accounts[subject], role, valid_from=tx.now + timedelta(days=begins), valid_until=until
            )
    async with cast.as_("sam") as tx:
        invited = {"email": "ester.vogelaar@polder.example", "name": "Ester Vogelaar", "language": "nl"}
        await invite(tx, {**invited, "role": "privacy_officer"}, 14, "Sam Hoekstra")
    async with transaction(cast.database, Entry.as_role("sign_in", "demonstration")) as tx:
        await tx.run(
            """insert into access_request (provider_id, issuer, subject, name, email, times)
               select id, issuer, 'joost', 'Joost Terpstra', 'joost.terpstra@noordwijk.example', 2
               from identity_provider where key = :key""",
            key=INSTITUTE,
        )
    async with cast.as_("hanna") as tx:
        await create_token(tx, cast.accounts["hanna"], ["vacancy.read", "application.read"], 90, "wekelijkse export")
