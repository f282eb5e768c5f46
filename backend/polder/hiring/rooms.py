"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, pages, tables, views
from polder.hiring.correspondence import access as letters_access
from polder.hiring.correspondence import api as letters_api
from polder.hiring.correspondence import lifecycle as letters_lifecycle
from polder.hiring.correspondence import tables as letters_tables
from polder.hiring.correspondence import views as letters_views
from polder.hiring.duplicates import access as duplicates_access
from polder.hiring.duplicates import api as duplicates_api
from polder.hiring.duplicates import tables as duplicates_tables
from polder.hiring.duplicates import views as duplicates_views
from polder.hiring.exchange import access as exchange_access
from polder.hiring.exchange import api as exchange_api
from polder.hiring.exchange import tables as exchange_tables
from polder.hiring.house_rules import access as house_rules_access
from polder.hiring.house_rules import api as house_rules_api
from polder.hiring.house_rules import lifecycle as house_rules_lifecycle
from polder.hiring.house_rules import tables as house_rules_tables
from polder.hiring.house_rules import views as house_rules_views
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api

TABLES = (
    tables,
    house_rules_tables,
    letters_tables,
    duplicates_tables,
    exchange_tables,
)  # fmt: skip
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    letters_access.ACCESS,
    duplicates_access.ACCESS,
    exchange_access.ACCESS,
    reports_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    letters_lifecycle.TEMPLATE,
    letters_lifecycle.MAILING,
    house_rules_lifecycle.HIRING_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *letters_api.ROUTERS,
    *duplicates_api.ROUTERS,
    *exchange_api.ROUTERS,
    reports_api.router,
    house_rules_api.router,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    letters_views,
    duplicates_views,
    house_rules_views,
)  # fmt: skip
