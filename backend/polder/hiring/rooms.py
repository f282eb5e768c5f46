"""The rooms of hiring, assembled: tables, access, lifecycles, routers, public pages, home lines. One line a room.

The story that everything hangs on (vacancy, application, review, offer) stands in this folder itself; every other
aggregate has a room of its own.
"""

from polder.hiring import access, api, downloads, lifecycle, own_export, own_pages, pages, pieces, tables, views
from polder.hiring.appointments import access as appointments_access
from polder.hiring.appointments import api as appointments_api
from polder.hiring.appointments import lifecycle as appointments_lifecycle
from polder.hiring.appointments import tables as appointments_tables
from polder.hiring.appointments import views as appointments_views
from polder.hiring.background import api as background_api
from polder.hiring.background import own as background_own
from polder.hiring.calls import access as calls_access
from polder.hiring.calls import api as calls_api
from polder.hiring.calls import lifecycle as calls_lifecycle
from polder.hiring.calls import pages as calls_pages
from polder.hiring.calls import tables as calls_tables
from polder.hiring.calls import views as calls_views
from polder.hiring.careers import access as careers_access
from polder.hiring.careers import alerts as careers_alerts
from polder.hiring.careers import api as careers_api
from polder.hiring.careers import feed_pages as careers_feed_pages
from polder.hiring.careers import pages as careers_pages
from polder.hiring.careers import tables as careers_tables
from polder.hiring.careers import views as careers_views
from polder.hiring.correspondence import access as correspondence_access
from polder.hiring.correspondence import api as correspondence_api
from polder.hiring.correspondence import lifecycle as correspondence_lifecycle
from polder.hiring.correspondence import tables as correspondence_tables
from polder.hiring.correspondence import views as correspondence_views
from polder.hiring.diversity import access as diversity_access
from polder.hiring.diversity import api as diversity_api
from polder.hiring.diversity import lifecycle as diversity_lifecycle
from polder.hiring.diversity import own as diversity_own
from polder.hiring.diversity import tables as diversity_tables
from polder.hiring.diversity import views as diversity_views
from polder.hiring.diversity import words as _diversity_words  # noqa: F401 - what is said when something is refused
from polder.hiring.duplicates import access as duplicates_access
from polder.hiring.duplicates import api as duplicates_api
from polder.hiring.duplicates import tables as duplicates_tables
from polder.hiring.duplicates import views as duplicates_views
from polder.hiring.exchange import access as exchange_access
from polder.hiring.exchange import api as exchange_api
from polder.hiring.exchange import tables as exchange_tables
from polder.hiring.house_rules import access as house_rules_access
from polder.hiring.house_rules import api as house_rules_api
from polder.hiring.house_rules import lifecycle as house_rules_lifecycle
from polder.hiring.house_rules import tables as house_rules_tables
from polder.hiring.house_rules import views as house_rules_views
from polder.hiring.interviews import access as interviews_access
from polder.hiring.interviews import api as interviews_api
from polder.hiring.interviews import lifecycle as interviews_lifecycle
from polder.hiring.interviews import own_part as _interviews_own_part  # noqa: F401 - shows itself on an applicant's own page
from polder.hiring.interviews import pages as interviews_pages
from polder.hiring.interviews import tables as interviews_tables
from polder.hiring.interviews import views as interviews_views
from polder.hiring.meetings import access as meetings_access
from polder.hiring.meetings import api as meetings_api
from polder.hiring.meetings import lifecycle as meetings_lifecycle
from polder.hiring.meetings import tables as meetings_tables
from polder.hiring.meetings import views as meetings_views
from polder.hiring.offers import access as offers_access
from polder.hiring.offers import api as offers_api
from polder.hiring.offers import lifecycle as offers_lifecycle
from polder.hiring.offers import tables as offers_tables
from polder.hiring.offers import views as offers_views
from polder.hiring.orcid import access as orcid_access
from polder.hiring.orcid import pages as orcid_pages
from polder.hiring.orcid import tables as orcid_tables
from polder.hiring.positions import access as positions_access
from polder.hiring.positions import api as positions_api
from polder.hiring.positions import lifecycle as positions_lifecycle
from polder.hiring.positions import tables as positions_tables
from polder.hiring.positions import views as positions_views
from polder.hiring.privacy import access as privacy_access
from polder.hiring.privacy import api as privacy_api
from polder.hiring.privacy import lifecycle as privacy_lifecycle
from polder.hiring.privacy import pages as privacy_pages
from polder.hiring.privacy import tables as privacy_tables
from polder.hiring.privacy import views as privacy_views
from polder.hiring.references import access as references_access
from polder.hiring.references import api as references_api
from polder.hiring.references import lifecycle as references_lifecycle
from polder.hiring.references import pages as references_pages
from polder.hiring.references import tables as references_tables
from polder.hiring.references import views as references_views
from polder.hiring.reports import access as reports_access
from polder.hiring.reports import api as reports_api
from polder.hiring.reviewing import access as reviewing_access
from polder.hiring.reviewing import api as reviewing_api
from polder.hiring.reviewing import lifecycle as reviewing_lifecycle
from polder.hiring.reviewing import tables as reviewing_tables
from polder.hiring.reviewing import views as reviewing_views
from polder.hiring.security import access as security_access
from polder.hiring.security import api as security_api
from polder.hiring.security import lifecycle as security_lifecycle
from polder.hiring.security import tables as security_tables
from polder.hiring.security import views as security_views
from polder.hiring.stays import access as stays_access
from polder.hiring.stays import api as stays_api
from polder.hiring.stays import lifecycle as stays_lifecycle
from polder.hiring.stays import tables as stays_tables
from polder.hiring.stays import views as stays_views
from polder.kernel.record import metadata

TABLES = (
    positions_tables,
    tables,
    house_rules_tables,
    careers_tables,
    references_tables,
    reviewing_tables,
    interviews_tables,
    meetings_tables,
    calls_tables,
    correspondence_tables,
    duplicates_tables,
    exchange_tables,
    orcid_tables,
    offers_tables,
    security_tables,
    appointments_tables,
    diversity_tables,
    stays_tables,
    privacy_tables,
)
ACCESSES = [
    house_rules_access.ACCESS,  # its figures are asked by the rooms after it
    access.ACCESS,
    positions_access.ACCESS,
    careers_access.ACCESS,
    references_access.ACCESS,
    reviewing_access.ACCESS,
    interviews_access.ACCESS,
    meetings_access.ACCESS,
    calls_access.ACCESS,
    correspondence_access.ACCESS,
    duplicates_access.ACCESS,
    exchange_access.ACCESS,
    orcid_access.ACCESS,
    offers_access.ACCESS,
    security_access.ACCESS,
    appointments_access.ACCESS,
    diversity_access.ACCESS,
    stays_access.ACCESS,
    reports_access.ACCESS,
]
# What goes with a person is for every room to say: this one reads them all.
ACCESSES.append(privacy_access.of(metadata, ACCESSES))
LIFECYCLES = [
    lifecycle.VACANCY,
    lifecycle.APPLICATION,
    lifecycle.REVIEW,
    lifecycle.OFFER,
    positions_lifecycle.POSITION,
    positions_lifecycle.COST_RULE,
    references_lifecycle.REFERENCE,
    reviewing_lifecycle.PROPOSAL,
    interviews_lifecycle.ROUND,
    interviews_lifecycle.INTERVIEW,
    meetings_lifecycle.MEETING,
    calls_lifecycle.MATCH_ROUND,
    calls_lifecycle.MATCH_PAIR,
    calls_lifecycle.LETTER_OF_INTENT,
    calls_lifecycle.TRACK_RULE,
    correspondence_lifecycle.TEMPLATE,
    correspondence_lifecycle.MAILING,
    offers_lifecycle.LETTER_TEMPLATE,
    security_lifecycle.SECURITY_CHECK,
    appointments_lifecycle.CHECKLIST_RULE,
    appointments_lifecycle.APPOINTMENT_CHECK,
    stays_lifecycle.STAY,
    house_rules_lifecycle.HIRING_RULE,
    diversity_lifecycle.DIVERSITY_QUESTION,
    privacy_lifecycle.OBJECTION,
    privacy_lifecycle.ERASURE_RUN,
]
ROUTERS = [
    *api.ROUTERS,
    downloads.router,
    *positions_api.ROUTERS,
    *careers_api.ROUTERS,
    *references_api.ROUTERS,
    *reviewing_api.ROUTERS,
    background_api.router,
    *interviews_api.ROUTERS,
    *meetings_api.ROUTERS,
    *calls_api.ROUTERS,
    *correspondence_api.ROUTERS,
    *duplicates_api.ROUTERS,
    *exchange_api.ROUTERS,
    *offers_api.ROUTERS,
    *security_api.ROUTERS,
    *appointments_api.ROUTERS,
    diversity_api.router,
    *stays_api.ROUTERS,
    reports_api.router,
    house_rules_api.router,
    *privacy_api.ROUTERS,
]
# Public pages: before the others where one of their paths would take it too.
PAGES = [
    own_pages.router,  # first: at a deadline thousands come at once
    references_pages.router,
    interviews_pages.router,
    interviews_api.calendar,
    calls_pages.router,
    orcid_pages.router,
    background_own.router,
    diversity_own.router,
    pieces.router,
    own_export.router,
    privacy_pages.router,
    pages.router,
    careers_pages.router,
    careers_feed_pages.router,
    careers_alerts.router,
    own_pages.others,
]
# In the order of home.
VIEWS = (
    views,
    positions_views,
    careers_views,
    references_views,
    reviewing_views,
    interviews_views,
    meetings_views,
    calls_views,
    correspondence_views,
    duplicates_views,
    offers_views,
    security_views,
    appointments_views,
    stays_views,
    house_rules_views,
    diversity_views,
    privacy_views,
)
