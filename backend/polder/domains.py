"""The floors of the house, assembled: tables, access declarations, lifecycles, routers and jobs of every domain."""

from polder import home
from polder.funding import rooms as funding
from polder.grants import rooms as grants
from polder.hiring import rooms as hiring
from polder.identity import access as identity_access
from polder.identity import api as identity_api
from polder.identity import catalogue
from polder.identity import tables as identity_tables
from polder.insights import access as insights_access
from polder.insights import api as insights_api
from polder.kernel import install, operations, own_access, record, versions
from polder.kernel import tables as kernel_tables
from polder.kernel.documents import api as document_api
from polder.kernel.documents import tables as document_tables
from polder.kernel.mail import tables as mail_tables
from polder.partners import access as partners_access
from polder.partners import api as partners_api
from polder.partners import lifecycle as partners_lifecycle
from polder.partners import tables as partners_tables
from polder.partners.conflicts import access as conflicts_access
from polder.partners.conflicts import api as conflicts_api
from polder.partners.conflicts import lifecycle as conflicts_lifecycle
from polder.partners.conflicts import tables as conflicts_tables

TABLES = (
    kernel_tables,
    document_tables,
    mail_tables,
    identity_tables,
    partners_tables,
    conflicts_tables,
    *hiring.TABLES,
    *funding.TABLES,
    *grants.TABLES,
)
ACCESSES = [
    own_access.ACCESS,
    versions.ACCESS,
    identity_access.ACCESS,
    partners_access.ACCESS,
    conflicts_access.ACCESS,
    *funding.ACCESSES,
    *grants.ACCESSES,
    *hiring.ACCESSES,
    insights_access.ACCESS,
]
LIFECYCLES = [
    partners_lifecycle.APPOINTMENT,
    *hiring.LIFECYCLES,
    *funding.LIFECYCLES,
    *grants.LIFECYCLES,
    conflicts_lifecycle.WINDOW,
]

ROUTERS = [
    *identity_api.ROUTERS,
    catalogue.router(ACCESSES),
    *partners_api.ROUTERS,
    *conflicts_api.ROUTERS,
    *funding.ROUTERS,
    *grants.ROUTERS,
    *hiring.ROUTERS,
    *insights_api.ROUTERS,
    document_api.router,
    *operations.ROUTERS,
    home.router,
]

metadata = record.metadata


def prepare_sql() -> str:
    """What the tables' defaults need before the tables exist."""
    return install.prepare_sql(ACCESSES)


def install_sql() -> str:
    """The script that makes the database keep every promise that the code declares."""
    return install.install_sql(metadata, ACCESSES, LIFECYCLES)
