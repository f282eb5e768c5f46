"""Who sees and makes allocations: plans are ours alone; what was booked is seen by whoever sees the lot."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, may
from polder.kernel.words import Words

PERMISSIONS = {"allocation.write": Words(nl="geld toewijzen", en="allocate money")}
HOLDS = {"controller": ["allocation.write"], "system": ["allocation.write"]}
VISIBLE_LOT = "exists (select from public.lot l where l.id = lot_id)"
READ = f"{may('funding.read')} or (booked_on is not null and {VISIBLE_LOT})"
WRITE = may("allocation.write")

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("allocation", "select", "allocation_read", READ),
        Policy("allocation", "insert", "allocation_add", WRITE),
        Policy("allocation", "update", "allocation_change", WRITE),
        Policy("allocation", "select", "allocation_guard", "id is not null", to=GUARD),
        Policy("allocation", "update", "allocation_guard_update", "id is not null", to=GUARD),
        Policy("move_entry", "select", "move_entry_allocation",
               "record_kind = 'allocation' and exists (select from public.allocation x where x.id = record_id)"),
    ],
    sql=files(__package__).joinpath("sql/allocations.sql").read_text(),
)  # fmt: skip
