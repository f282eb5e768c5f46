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
from polder.hiring.interviews import access as interviews_access
from polder.hiring.interviews import api as interviews_api
from polder.hiring.interviews import lifecycle as interviews_life
from polder.hiring.interviews import own_part as _interviews_part  # noqa: F401 - shows itself on an applicant's own page
from polder.hiring.interviews import pages as interviews_pages
from polder.hiring.interviews import tables as interviews_tables
from polder.hiring.interviews import views as interviews_views
from polder.hiring.meetings import api as meetings_api
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api

TABLES = (
    tables,
    interviews_tables,
    house_rules_tables,
)  # fmt: skip
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    interviews_access.ACCESS,
    reports_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    interviews_life.ROUND,
    interviews_life.INTERVIEW,
    house_rules_lifecycle.HIRING_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *interviews_api.ROUTERS,
    meetings_api.router,
    reports_api.router,
    house_rules_api.router,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    interviews_pages.router,
    interviews_api.calendar,
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    interviews_views,
    house_rules_views,
)  # fmt: skip
