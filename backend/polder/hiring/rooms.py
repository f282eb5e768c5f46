"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, own_export, pages, pieces, tables, views
from polder.hiring.house_rules import access as house_rules_access
from polder.hiring.house_rules import api as house_rules_api
from polder.hiring.house_rules import lifecycle as house_rules_lifecycle
from polder.hiring.house_rules import tables as house_rules_tables
from polder.hiring.house_rules import views as house_rules_views
from polder.hiring.references import access as references_access
from polder.hiring.references import api as references_api
from polder.hiring.references import lifecycle as references_lifecycle
from polder.hiring.references import pages as references_pages
from polder.hiring.references import tables as references_tables
from polder.hiring.references import views as references_views
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api

TABLES = (
    tables,
    references_tables,
    house_rules_tables,
)  # fmt: skip
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    references_access.ACCESS,
    reports_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    references_lifecycle.REFERENCE,
    house_rules_lifecycle.HIRING_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *references_api.ROUTERS,
    reports_api.router,
    house_rules_api.router,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    references_pages.router,
    pieces.router,
    own_export.router,
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    references_views,
    house_rules_views,
)  # fmt: skip
