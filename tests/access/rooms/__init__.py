"""What each room of a domain adds to the access matrix; one module a room.

A room has SEES (record -> Scope), ROWS, OPEN (see matrix.py), TABLES (record -> table) and `furnish(house)`, which makes its
records for "own" and "foreign" and puts their ids in `house.shared`. FRESH (what -> maker of one id), where it has any, makes
records that a request will end.
"""

from types import ModuleType

from tests.access.rooms import appointments, house_rules, positions, reports

ROOMS: tuple[ModuleType, ...] = (
    positions,
    appointments,
    house_rules,
    reports,
)  # fmt: skip
