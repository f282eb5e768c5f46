"""The rooms of grants, assembled: tables, access, lifecycles, routers, home lines. One line a room."""

from polder.grants.figures import access as figures_access
from polder.grants.figures import api as figures_api
from polder.grants.figures import lifecycle as figures_lifecycle
from polder.grants.figures import tables as figures_tables
from polder.grants.figures import views as figures_views
from polder.grants.opportunities import access as opportunities_access
from polder.grants.opportunities import api as opportunities_api
from polder.grants.opportunities import lifecycle as opportunities_lifecycle
from polder.grants.opportunities import tables as opportunities_tables
from polder.grants.opportunities import views as opportunities_views

TABLES = (
    figures_tables,
    opportunities_tables,
)
ACCESSES = [
    figures_access.ACCESS,  # its figures are asked by the rooms after it
    opportunities_access.ACCESS,
]
LIFECYCLES = [
    figures_lifecycle.GRANT_FIGURE,
    opportunities_lifecycle.OPPORTUNITY,
]
ROUTERS = [
    *opportunities_api.ROUTERS,
    figures_api.router,
]
# What is opened without an account.
PAGES = [
    opportunities_api.calendar,
]
# In the order of home.
VIEWS = (
    opportunities_views,
    figures_views,
)
