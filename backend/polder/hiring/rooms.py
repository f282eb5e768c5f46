"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, pages, tables, views
from polder.hiring.positions import access as positions_access
from polder.hiring.positions import api as positions_api
from polder.hiring.positions import lifecycle as positions_lifecycle
from polder.hiring.positions import tables as positions_tables
from polder.hiring.positions import views as positions_views

TABLES = (
    tables,
    positions_tables,
)  # fmt: skip
ACCESSES = [
    access.ACCESS,
    positions_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    positions_lifecycle.POSITION,
    positions_lifecycle.COST_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *positions_api.ROUTERS,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    positions_views,
)  # fmt: skip
