"""What each room of a domain adds to the access matrix; one module a room.

A room has SEES (record -> Scope), ROWS, OPEN (see matrix.py), TABLES (record -> table) and `furnish(house)`, which makes its
records for "own" and "foreign" and puts their ids in `house.shared`.
"""

from types import ModuleType

from tests.access.rooms import calls, house_rules, reports

ROOMS: tuple[ModuleType, ...] = (
    calls,
    house_rules,
    reports,
)  # fmt: skip
