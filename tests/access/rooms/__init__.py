"""What each room of a domain adds to the access matrix; one module a room.

A room has SEES (record -> Scope), ROWS, OPEN (see matrix.py), TABLES (record -> table) and `furnish(house)`, which makes its
records for "own" and "foreign" and puts their ids in `house.shared`. Where a request ends its record, it may have FRESH: what it
is called -> (house, data, audience) to the ids of a new one.
"""

from types import ModuleType

from tests.access.rooms import (
    appointments,
    calls,
    careers,
    house_rules,
    interviews,
    letters,
    positions,
    references,
from tests.access.rooms import careers, house_rules, reports
from tests.access.rooms import house_rules, references, reports
from tests.access.rooms import house_rules, reports, reviewing

ROOMS: tuple[ModuleType, ...] = (
    careers,
from tests.access.rooms import house_rules, interviews, meetings, reports

ROOMS: tuple[ModuleType, ...] = (
    interviews,
    meetings,
    reports,
    house_rules,
    reports,
    reviewing,
)

ROOMS: tuple[ModuleType, ...] = (
    appointments,
    calls,
    careers,
    house_rules,
    interviews,
    letters,
    positions,
    references,
    house_rules,
    reports,
    reviewing,
)
from tests.access.rooms import calls, house_rules, reports

ROOMS: tuple[ModuleType, ...] = (
    calls,
    house_rules,
    reports,
)  # fmt: skip
