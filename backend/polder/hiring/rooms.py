"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, own_export, pages, pieces, tables, views
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
)  # fmt: skip
ACCESSES = [
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
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *references_api.ROUTERS,
    reports_api.router,
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
)  # fmt: skip
