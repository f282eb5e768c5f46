"""The rooms of funding, assembled from the ledger upwards: tables, access, lifecycles, routers, home lines."""

from polder.funding import money_rules
from polder.funding.agreements import access as agreements_access
from polder.funding.agreements import api as agreements_api
from polder.funding.agreements import lifecycle as agreements_lifecycle
from polder.funding.agreements import tables as agreements_tables
from polder.funding.agreements import views as agreements_views
from polder.funding.allocations import access as allocations_access
from polder.funding.allocations import api as allocations_api
from polder.funding.allocations import lifecycle as allocations_lifecycle
from polder.funding.allocations import tables as allocations_tables
from polder.funding.allocations import views as allocations_views
from polder.funding.bank import access as bank_access
from polder.funding.bank import api as bank_api
from polder.funding.bank import lifecycle as bank_lifecycle
from polder.funding.bank import tables as bank_tables
from polder.funding.bank import views as bank_views
from polder.funding.imports import access as imports_access
from polder.funding.imports import api as imports_api
from polder.funding.imports import tables as imports_tables
from polder.funding.in_kind import access as in_kind_access
from polder.funding.in_kind import api as in_kind_api
from polder.funding.in_kind import lifecycle as in_kind_lifecycle
from polder.funding.in_kind import tables as in_kind_tables
from polder.funding.in_kind import views as in_kind_views
from polder.funding.invoices import access as invoices_access
from polder.funding.invoices import api as invoices_api
from polder.funding.invoices import lifecycle as invoices_lifecycle
from polder.funding.invoices import tables as invoices_tables
from polder.funding.invoices import views as invoices_views
from polder.funding.ledger import access as ledger_access
from polder.funding.ledger import api as ledger_api
from polder.funding.ledger import tables as ledger_tables
from polder.funding.ledger import views as ledger_views
from polder.funding.matching import access as matching_access
from polder.funding.matching import api as matching_api
from polder.funding.matching import lifecycle as matching_lifecycle
from polder.funding.matching import tables as matching_tables
from polder.funding.matching import views as matching_views

TABLES = (
    ledger_tables,
    agreements_tables,
    imports_tables,
    allocations_tables,
    invoices_tables,
    bank_tables,
    in_kind_tables,
    matching_tables,
)
ACCESSES = [
    money_rules.ACCESS,  # its trigger is named by the rooms after it
    ledger_access.ACCESS,
    agreements_access.ACCESS,
    imports_access.ACCESS,
    allocations_access.ACCESS,
    invoices_access.ACCESS,
    bank_access.ACCESS,
    in_kind_access.ACCESS,
    matching_access.ACCESS,
]
LIFECYCLES = [
    agreements_lifecycle.AGREEMENT,
    agreements_lifecycle.VERSION,
    agreements_lifecycle.DECISION,
    agreements_lifecycle.RIGHT_KIND,
    allocations_lifecycle.ALLOCATION,
    invoices_lifecycle.INVOICE,
    invoices_lifecycle.INVOICE_RULE,
    bank_lifecycle.ENTRY,
    in_kind_lifecycle.VALUATION_RULE,
    in_kind_lifecycle.IN_KIND,
    matching_lifecycle.MATCHING_RULE,
    matching_lifecycle.LEGAL_RULE,
]
ROUTERS = [
    *agreements_api.ROUTERS,
    *imports_api.ROUTERS,
    *invoices_api.ROUTERS,
    *bank_api.ROUTERS,
    *ledger_api.ROUTERS,
    *allocations_api.ROUTERS,
    *in_kind_api.ROUTERS,
    *matching_api.ROUTERS,
]
# In the order of home.
VIEWS = (
    agreements_views,
    invoices_views,
    bank_views,
    in_kind_views,
    matching_views,
    allocations_views,
    ledger_views,
)
