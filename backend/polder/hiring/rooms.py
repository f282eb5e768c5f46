"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, pages, tables, views
from polder.hiring.calls import access as calls_access
from polder.hiring.calls import api as calls_api
from polder.hiring.calls import lifecycle as calls_lifecycle
from polder.hiring.calls import pages as calls_pages
from polder.hiring.calls import tables as calls_tables
from polder.hiring.calls import views as calls_views
from polder.hiring.house_rules import access as house_rules_access
from polder.hiring.house_rules import api as house_rules_api
from polder.hiring.house_rules import lifecycle as house_rules_lifecycle
from polder.hiring.house_rules import tables as house_rules_tables
from polder.hiring.house_rules import views as house_rules_views
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api

TABLES = (
    tables,
    calls_tables,
    house_rules_tables,
)  # fmt: skip
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    calls_access.ACCESS,
    reports_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    calls_lifecycle.MATCH_ROUND,
    calls_lifecycle.MATCH_PAIR,
    calls_lifecycle.LETTER_OF_INTENT,
    house_rules_lifecycle.HIRING_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *calls_api.ROUTERS,
    reports_api.router,
    house_rules_api.router,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    calls_pages.router,
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    calls_views,
    house_rules_views,
)  # fmt: skip
