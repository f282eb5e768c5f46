"""The floors of the house, assembled: tables, access declarations, lifecycles, routers and jobs of every domain."""

from polder import home
from polder.funding import versions
from polder.funding.agreements import access as agreements_access
from polder.funding.agreements import api as agreements_api
from polder.funding.agreements import lifecycle as agreements_lifecycle
from polder.funding.agreements import tables as agreements_tables
from polder.funding.in_kind import access as in_kind_access
from polder.funding.in_kind import api as in_kind_api
from polder.funding.in_kind import lifecycle as in_kind_lifecycle
from polder.funding.in_kind import tables as in_kind_tables
from polder.funding.invoices import access as invoices_access
from polder.funding.invoices import api as invoices_api
from polder.funding.invoices import lifecycle as invoices_lifecycle
from polder.funding.invoices import tables as invoices_tables
from polder.funding.allocations import access as allocations_access
from polder.funding.allocations import api as allocations_api
from polder.funding.allocations import lifecycle as allocations_lifecycle
from polder.funding.allocations import tables as allocations_tables
from polder.funding.bank import access as bank_access
from polder.funding.bank import api as bank_api
from polder.funding.bank import lifecycle as bank_lifecycle
from polder.funding.bank import tables as bank_tables
from polder.funding.invoices import access as invoices_access
from polder.funding.invoices import api as invoices_api
from polder.funding.invoices import lifecycle as invoices_lifecycle
from polder.funding.invoices import tables as invoices_tables
from polder.funding.ledger import access as ledger_access
from polder.funding.ledger import api as ledger_api
from polder.funding.ledger import tables as ledger_tables
from polder.funding.matching import access as matching_access
from polder.funding.matching import api as matching_api
from polder.funding.matching import lifecycle as matching_lifecycle
from polder.funding.matching import tables as matching_tables
from polder.hiring import access as hiring_access
from polder.hiring import api as hiring_api
from polder.hiring import downloads as hiring_downloads
from polder.hiring import lifecycle as hiring_lifecycle
from polder.hiring import tables as hiring_tables
from polder.identity import access as identity_access
from polder.identity import api as identity_api
from polder.identity import catalogue
from polder.identity import tables as identity_tables
from polder.kernel import install, operations, own_access, record
from polder.kernel import tables as kernel_tables
from polder.kernel.documents import api as document_api
from polder.kernel.documents import tables as document_tables
from polder.kernel.mail import tables as mail_tables
from polder.partners import access as partners_access
from polder.partners import api as partners_api
from polder.partners import tables as partners_tables

FUNDING_TABLES = (ledger_tables, agreements_tables, in_kind_tables, matching_tables)
FUNDING_TABLES = (ledger_tables, agreements_tables, invoices_tables)
FUNDING_TABLES = (ledger_tables, agreements_tables, allocations_tables)
FUNDING_TABLES = (ledger_tables, agreements_tables, allocations_tables, invoices_tables)
FUNDING_TABLES = (ledger_tables, agreements_tables, invoices_tables, bank_tables)
TABLES = (kernel_tables, document_tables, mail_tables, identity_tables, partners_tables, hiring_tables, *FUNDING_TABLES)
ACCESSES = [
    own_access.ACCESS,
    identity_access.ACCESS,
    partners_access.ACCESS,
    ledger_access.ACCESS,
    agreements_access.ACCESS,
    versions.ACCESS,
    in_kind_access.ACCESS,
    matching_access.ACCESS,
    invoices_access.ACCESS,
    allocations_access.ACCESS,
    invoices_access.ACCESS,
    bank_access.ACCESS,
    hiring_access.ACCESS,
]
LIFECYCLES = [
    hiring_lifecycle.VACANCY,
    hiring_lifecycle.APPLICATION,
    hiring_lifecycle.REVIEW,
    hiring_lifecycle.OFFER,
    agreements_lifecycle.AGREEMENT,
    agreements_lifecycle.VERSION,
    agreements_lifecycle.DECISION,
    in_kind_lifecycle.VALUATION_RULE,
    in_kind_lifecycle.IN_KIND,
    matching_lifecycle.MATCHING_RULE,
    matching_lifecycle.LEGAL_RULE,
    invoices_lifecycle.INVOICE,
    allocations_lifecycle.ALLOCATION,
    invoices_lifecycle.INVOICE,
    bank_lifecycle.ENTRY,
]

ROUTERS = [
    *identity_api.ROUTERS,
    catalogue.router(ACCESSES),
    *partners_api.ROUTERS,
    *agreements_api.ROUTERS,
    *in_kind_api.ROUTERS,
    *matching_api.ROUTERS,
    *ledger_api.ROUTERS,
    *allocations_api.ROUTERS,
    *invoices_api.ROUTERS,
    *hiring_api.ROUTERS,
    hiring_downloads.router,
    *invoices_api.ROUTERS,
    *bank_api.ROUTERS,
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
