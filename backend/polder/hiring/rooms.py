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

TABLES = (
    tables,
    calls_tables,
)  # fmt: skip
ACCESSES = [
    access.ACCESS,
    calls_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    calls_lifecycle.MATCH_ROUND,
    calls_lifecycle.MATCH_PAIR,
    calls_lifecycle.LETTER_OF_INTENT,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *calls_api.ROUTERS,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    calls_pages.router,
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    calls_views,
)  # fmt: skip
