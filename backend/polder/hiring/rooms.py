"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, pages, tables, views
from polder.hiring.careers import access as careers_access
from polder.hiring.careers import alerts as career_alerts
from polder.hiring.careers import api as careers_api
from polder.hiring.careers import feed_pages as career_feeds
from polder.hiring.careers import pages as career_pages
from polder.hiring.careers import tables as careers_tables
from polder.hiring.careers import views as careers_views
from polder.hiring.house_rules import access as house_rules_access
from polder.hiring.house_rules import api as house_rules_api
from polder.hiring.house_rules import lifecycle as house_rules_lifecycle
from polder.hiring.house_rules import tables as house_rules_tables
from polder.hiring.house_rules import views as house_rules_views
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api

TABLES = (
    tables,
    careers_tables,
    house_rules_tables,
)  # fmt: skip
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    careers_access.ACCESS,
    reports_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    house_rules_lifecycle.HIRING_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *careers_api.ROUTERS,
    reports_api.router,
    house_rules_api.router,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    pages.router,
    career_pages.router,
    career_feeds.router,
    career_alerts.router,
]  # fmt: skip
VIEWS = (
    views,
    careers_views,
    house_rules_views,
)  # fmt: skip
