"""What each room of a domain adds to the access matrix; one module a room.

A room has SEES (record -> Scope), ROWS, OPEN (see matrix.py), TABLES (record -> table) and `furnish(house)`, which makes its
records for "own" and "foreign" and puts their ids in `house.shared`. Where a request ends its record, it may have FRESH: what it
is called -> (house, data, audience) to the ids of a new one.
"""

from types import ModuleType

from tests.access.rooms import (
    applicants,
    appointments,
    calls,
    careers,
    diversity,
    house_rules,
    interviews,
    letters,
    meetings,
    opportunities,
    positions,
    privacy,
    references,
    reports,
    reviewing,
    stays,
)

ROOMS: tuple[ModuleType, ...] = (
    applicants,
    appointments,
    calls,
    careers,
    diversity,
    house_rules,
    interviews,
    letters,
    meetings,
    opportunities,
    positions,
    privacy,
    references,
    reports,
    reviewing,
    stays,
)
