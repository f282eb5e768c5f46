"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, pages, tables, views
from polder.hiring.house_rules import access as house_rules_access
from polder.hiring.house_rules import api as house_rules_api
from polder.hiring.house_rules import lifecycle as house_rules_lifecycle
from polder.hiring.house_rules import tables as house_rules_tables
from polder.hiring.house_rules import views as house_rules_views
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api
from polder.hiring.reviewing import access as reviewing_access
from polder.hiring.reviewing import api as reviewing_api
from polder.hiring.reviewing import lifecycle as reviewing_lifecycle
from polder.hiring.reviewing import tables as reviewing_tables
from polder.hiring.reviewing import views as reviewing_views

TABLES = (
    tables,
    reviewing_tables,
    house_rules_tables,
)  # fmt: skip
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    reviewing_access.ACCESS,
    reports_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    reviewing_lifecycle.PROPOSAL,
    house_rules_lifecycle.HIRING_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *reviewing_api.ROUTERS,
    reports_api.router,
    house_rules_api.router,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    reviewing_views,
    house_rules_views,
)  # fmt: skip
