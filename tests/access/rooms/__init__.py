"""What each room of a domain adds to the access matrix; one module a room.

A room has SEES (record -> Scope), ROWS, OPEN (see matrix.py), TABLES (record -> table) and `furnish(house)`, which makes its
records for "own" and "foreign" and puts their ids in `house.shared`. FRESH (what -> maker of one id), where it has any, makes
records that a request will end.
records for "own" and "foreign" and puts their ids in `house.shared`. Where a request ends its record, it may have FRESH: what it
is called -> (house, data, audience) to the ids of a new one.
"""

from types import ModuleType

from tests.access.rooms import appointments, house_rules, reports
from tests.access.rooms import reports, reviewing
from tests.access.rooms import house_rules, reports
from tests.access.rooms import house_rules, letters, reports

ROOMS: tuple[ModuleType, ...] = (
    appointments,
    house_rules,
from tests.access.rooms import references, reports

ROOMS: tuple[ModuleType, ...] = (
    references,
    letters,
    reports,
from tests.access.rooms import positions
from tests.access.rooms import house_rules, positions, reports

ROOMS: tuple[ModuleType, ...] = (
    positions,
    house_rules,
from tests.access.rooms import careers, reports

ROOMS: tuple[ModuleType, ...] = (
    careers,
from tests.access.rooms import house_rules, interviews, reports

ROOMS: tuple[ModuleType, ...] = (
    interviews,
    reports,
    house_rules,
    reviewing,
)  # fmt: skip
from tests.access.rooms import calls

ROOMS: tuple[ModuleType, ...] = (calls,)
