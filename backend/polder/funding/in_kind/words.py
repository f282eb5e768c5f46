"""What tariffs and in-kind contributions are called in files and in the audit trail, in both languages."""

from polder.funding.in_kind.tables import Unit
from polder.kernel import operations
from polder.kernel.words import Words

UNITS = {
    Unit.hour: Words(nl="uur", en="hour"),
    Unit.day: Words(nl="dag", en="day"),
    Unit.month: Words(nl="maand", en="month"),
    Unit.gpu_hour: Words(nl="gpu-uur", en="GPU hour"),
    Unit.piece: Words(nl="stuk", en="piece"),
}
operations.TABLES.update(
    valuation_rule=Words(nl="tarief", en="tariff"),
    in_kind_contribution=Words(nl="bijdrage in natura", en="in-kind contribution"),
)
