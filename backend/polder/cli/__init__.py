"""The `polder` command. Heavy imports wait until a command needs them, so that help comes at once."""

import gc
import os
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import cyclopts
from cyclopts import Parameter

HELP = """Polder, the research-operations platform of a public-private AI institute.

To look at it: `polder demo` makes an invented institute on this machine, with its own PostgreSQL.

To run it: set the POLDER_ variables (`polder doctor` explains every one of them and what is wrong), bring the database up
to date with `polder migrate`, then start `polder serve` and, as a process of its own, `polder worker`.

To let the first person in: `polder provider add` names the OpenID provider that people sign in with, and `polder admin
invite` prints a link, valid once, that makes whoever opens it and signs in a system administrator. That person invites all
others on the screen.

Commands act as the system; whatever they change is in the audit trail. They end with 0 when all is well, else with 1 and
a sentence on standard error.
"""
app = cyclopts.App(name="polder", help=HELP, version=version("polder"), help_format="markdown")
token = cyclopts.App(name="token", help="API tokens, for scripts that act for a person.")
organisations = cyclopts.App(name="organisations", help="Organisations in bulk.")
applications = cyclopts.App(name="applications", help="Applications in bulk.")
bank = cyclopts.App(name="bank", help="The institute's own bank accounts.")
audit = cyclopts.App(name="audit", help="The audit trail.")
admin = cyclopts.App(name="admin", help="System administrators: the first, and when none can sign in any more.")
ledger = cyclopts.App(name="ledger", help="The ledger of contributions.")
provider = cyclopts.App(name="provider", help="Identity providers, with which people sign in.")
for group in (admin, provider, token, organisations, applications, bank, ledger, audit):
    app.command(group)


@app.command
def demo(
    *,
    data: Annotated[Path, Parameter(env_var="POLDER_DATA")] = Path("~/.local/share/polder"),
    port: Annotated[int, Parameter(env_var="POLDER_PORT")] = 8000,
) -> None:
    """The demonstration institute on this machine, with everything it needs. Ctrl-C stops it; its data stays.

    Parameters
    ----------
    data
        the folder for database, documents and secrets
    port
        where it answers, on 127.0.0.1 only
    """
    from polder.demo.run import run

    run(data, port)


@app.command
def serve(
    *,
    host: Annotated[str, Parameter(env_var="POLDER_HOST")] = "127.0.0.1",
    port: Annotated[int, Parameter(env_var="POLDER_PORT")] = 8000,
    processes: Annotated[int, Parameter(env_var="POLDER_PROCESSES")] = 1,
    proxy: Annotated[str, Parameter(env_var="POLDER_PROXY")] = "127.0.0.1",
    worker: bool | None = None,
) -> None:
    """Serve the application, behind a proxy that speaks https. SIGTERM or Ctrl-C lets open requests end first.

    It refuses to start when settings, database or storage are not right, and says what to do.

    Parameters
    ----------
    host
        the address to listen on; 0.0.0.0 for all
    port
        the port to listen on
    processes
        how many processes share the work; about one per processor
    proxy
        address or network of the proxy whose X-Forwarded headers are believed
    worker
        also run jobs inside these processes (default: POLDER_WORKER_IN_PROCESS); else start `polder worker`
    """
    gc.disable()  # nothing that is made while starting is garbage; app.from_environment lets it begin
    from polder.cli.processes import serve

    serve(host, port, processes, proxy, worker)


@app.command
def worker() -> None:
    """Run jobs: mail, deadlines, seals of the audit trail. SIGTERM or Ctrl-C lets jobs under way end first."""
    from polder.cli.processes import work

    work()


@app.command
def migrate() -> None:
    """Bring the database to the present revision (POLDER_OWNER_DATABASE_URL). Safe to run again, or twice at once.

    Where POLDER_SUPERUSER_DATABASE_URL is set, first make what only a superuser may: the roles (with the passwords of the
    other two addresses), the database and its extensions.
    """
    from polder.cli.database import migrate

    migrate()


@app.command
def doctor() -> None:
    """Explain every setting and what is wrong: database, storage, mail, identity providers, clock. Shows no secret."""
    from polder.cli.doctor import doctor

    sys.exit(doctor())


@app.command
def openapi() -> None:
    """Print the OpenAPI 3.1 document of the API."""
    import tempfile

    import orjson

    from polder.app import create
    from polder.kernel.settings import load

    with tempfile.TemporaryDirectory() as folder:
        settings = load(database_url="postgresql://none", secret_key="x" * 32, documents=folder)
        print(orjson.dumps(create(settings).openapi(), option=orjson.OPT_INDENT_2).decode())


@admin.command(name="invite")
def admin_invite(*, email: str, name: str = "", language: str = "en", hours: int = 24) -> None:
    """Print a link, valid once, that makes whoever opens it and signs in a system administrator. Hand it over yourself.

    It needs POLDER_OWNER_DATABASE_URL: whoever keeps the database is the second person that administrators else need.

    Parameters
    ----------
    email
        for whom it is, as the audit trail and the list of invitations will say
    name
        their name
    language
        nl or en
    hours
        how long the link works, 1 to 72
    """
    from polder.cli import admission

    admission.invite_administrator(email, name, language, hours)


@admin.command(name="recover")
def admin_recover(*, account: str) -> None:
    """Break the glass: make somebody who has an account a system administrator, at once and without a second person.

    It needs POLDER_OWNER_DATABASE_URL.

    Parameters
    ----------
    account
        the account's id, e-mail address or name
    """
    from polder.cli import admission

    admission.recover_administrator(account)


@provider.command(name="add")
def provider_add(
    *,
    issuer: str,
    client_id: str,
    secret: str | None = None,
    authentication: str | None = None,
    name: str | None = None,
    key: str | None = None,
    scopes: str | None = None,
    tenant: Annotated[list[str] | None, Parameter(consume_multiple=True, negative="")] = None,
) -> None:
    """Add an OpenID Connect provider, and print the redirect URI to register there. The rest is set on the screen.

    Parameters
    ----------
    issuer
        its issuer, as its discovery document has it: https://…
    client_id
        what it calls this installation
    secret
        the *name* of the secret, such as SURF; the secret itself is never an argument and never in the database: `polder
        serve` reads it from POLDER_SECRET_SURF, or from the file that POLDER_SECRET_SURF_FILE names
    authentication
        client_secret_basic (the default with a secret), client_secret_post, private_key_jwt, or none (the default without)
    name
        what people read on the button (default: the issuer's host)
    key
        its short name in addresses (default: from the host)
    scopes
        what to ask for (default: openid profile email)
    tenant
        for Entra: the tenants whose people may come
    """
    from polder.cli import admission

    admission.add_provider(
        {
            "issuer": issuer, "client_id": client_id, "client_secret_ref": secret, "client_authentication": authentication,
            "name": name, "key": key, "scopes": scopes, "allowed_tenants": tenant or None,
        }
    )  # fmt: skip


@token.command(name="create")
def token_create(
    *,
    account: str,
    scope: Annotated[list[str], Parameter(consume_multiple=True, negative="")],
    days: int = 30,
    label: str = "command line",
) -> None:
    """Make a token and print its secret, this once. It can do what its account may, and only within its scope.

    Parameters
    ----------
    account
        the account's id, e-mail address or name
    scope
        permissions, such as vacancy.read application.read
    days
        how long it works, 1 to 365
    label
        what it is for, as its owner reads it in the list
    """
    from polder.cli import records

    records.create_token(account, [part for text in scope for part in text.split(",") if part], days, label)


@token.command(name="list")
def token_list(*, account: str | None = None) -> None:
    """List the tokens that work, or all of one account.

    Parameters
    ----------
    account
        the account's id, e-mail address or name
    """
    from polder.cli import records

    records.list_tokens(account)


@token.command(name="revoke")
def token_revoke(id: str) -> None:
    """Make a token stop working at once.

    Parameters
    ----------
    id
        as `polder token list` shows it
    """
    from polder.cli import records

    records.revoke_token(id)


@organisations.command(name="import")
def organisations_import(file: Path) -> None:
    """Add and update organisations from ROR records (JSON of schema 2, or the zip of a ROR release); all or none.

    Parameters
    ----------
    file
        a list of records, or one record
    """
    from polder.cli import records

    records.import_organisations(file)


@applications.command(name="import")
def applications_import(*files: Path, vacancy: str) -> None:
    """Make an application of every JSON Resume. A file that cannot be read is named, the others are imported.

    Parameters
    ----------
    files
        JSON files, each with one resume or a list of them
    vacancy
        the reference of the vacancy, such as V-2027-014
    """
    from polder.cli import records

    records.import_applications(list(files), vacancy)


@bank.command(name="import")
def bank_import(*files: Path, without_balances: str | None = None) -> None:
    """Import bank statements (ISO 20022 camt.053 or camt.054, versions 02 to 13); what is known already adds nothing.

    A file whose statements do not balance is refused whole, with the difference; the others are imported.

    Parameters
    ----------
    files
        XML files as the bank gave them
    without_balances
        why statements that name no balances are taken all the same
    """
    from polder.cli import statements

    statements.import_files(list(files), without_balances)


@ledger.command(name="check")
def ledger_check(*, rebuild: bool = False) -> None:
    """Add up the ledger again from its postings and name every difference. The result is kept, as that of every night.

    Parameters
    ----------
    rebuild
        make the balances the sums of their postings; nobody posts meanwhile
    """
    from polder.cli import books

    books.check(rebuild)


@ledger.command(name="export")
def ledger_export(*, until: date | None = None) -> None:
    """Print the journal as Beancount text: `polder ledger export > journal.beancount && bean-check journal.beancount`.

    Parameters
    ----------
    until
        the last day, such as 2026-03-31 (default: all, with a balance of every account for Beancount to verify)
    """
    from polder.cli import books

    books.export(until)


@audit.command(name="verify")
def audit_verify(*, public_key: str | None = None) -> None:
    """Prove that nothing in the sealed audit trail was changed, removed or slipped in; else name every break.

    Parameters
    ----------
    public_key
        the key that must have signed, in base64 (default: the one of POLDER_SEAL_KEY, else each seal's own)
    """
    from polder.cli import records

    records.verify_audit(public_key)


def main() -> None:
    """Entry point: whatever goes wrong is a sentence on standard error, with exit code 1."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `polder … | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except Exception as error:
        from polder.cli.sentences import sentence

        sys.exit(sentence(error))
