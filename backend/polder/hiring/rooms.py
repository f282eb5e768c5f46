"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, pages, tables, views
from polder.hiring.appointments import access as appointments_access
from polder.hiring.appointments import api as appointments_api
from polder.hiring.appointments import lifecycle as appointments_lifecycle
from polder.hiring.appointments import tables as appointments_tables
from polder.hiring.appointments import views as appointments_views
from polder.hiring.house_rules import access as house_rules_access
from polder.hiring.house_rules import api as house_rules_api
from polder.hiring.house_rules import lifecycle as house_rules_lifecycle
from polder.hiring.house_rules import tables as house_rules_tables
from polder.hiring.house_rules import views as house_rules_views
from polder.hiring.offers import access as offers_access
from polder.hiring.offers import api as offers_api
from polder.hiring.offers import lifecycle as offers_lifecycle
from polder.hiring.offers import tables as offers_tables
from polder.hiring.offers import views as offers_views
from polder.hiring.positions import access as positions_access
from polder.hiring.positions import api as positions_api
from polder.hiring.positions import lifecycle as positions_lifecycle
from polder.hiring.positions import tables as positions_tables
from polder.hiring.positions import views as positions_views
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api
from polder.hiring.security import access as security_access
from polder.hiring.security import api as security_api
from polder.hiring.security import lifecycle as security_lifecycle
from polder.hiring.security import tables as security_tables
from polder.hiring.security import views as security_views

TABLES = (
    tables,
    positions_tables,
    house_rules_tables,
    offers_tables,
    security_tables,
    appointments_tables,
)  # fmt: skip
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    offers_access.ACCESS,
    security_access.ACCESS,
    appointments_access.ACCESS,
    positions_access.ACCESS,
    reports_access.ACCESS,
]  # fmt: skip
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    offers_lifecycle.LETTER_TEMPLATE,
    security_lifecycle.SECURITY_CHECK,
    appointments_lifecycle.CHECKLIST_RULE,
    appointments_lifecycle.APPOINTMENT_CHECK,
    positions_lifecycle.POSITION,
    positions_lifecycle.COST_RULE,
    house_rules_lifecycle.HIRING_RULE,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *offers_api.ROUTERS,
    *security_api.ROUTERS,
    *appointments_api.ROUTERS,
    *positions_api.ROUTERS,
    reports_api.router,
    house_rules_api.router,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    pages.router,
]  # fmt: skip
VIEWS = (
    views,
    offers_views,
    security_views,
    appointments_views,
    positions_views,
    house_rules_views,
)  # fmt: skip
