"""States and moves of bank entries."""

from polder.funding.bank.tables import EntryState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


S = EntryState

booked_euros = Condition(
    "booked_euros",
    "not bank_entry.notification and bank_entry.currency = 'EUR' and bank_entry.amount_cents <> 0",
    _w(
        "Alleen geboekte bedragen in euro's worden afgeletterd; een aankondiging (camt.054) is geen geld.",
        "Only booked amounts in euros are settled; a notification (camt.054) is no money.",
    ),
)
adds_up = Condition(
    "adds_up",
    "(select l.adds_up from polder.entry_lines(bank_entry.id) l)",
    _w(
        "De regels samen zijn niet het bedrag van de boeking. Zeg van elke cent waarvoor hij is.",
        "The lines together are not the amount of the entry. Say of every cent what it is for.",
    ),
    "lines",
)
rounding_within = Condition(
    "rounding_within",
    "(select l.rounding_within from polder.entry_lines(bank_entry.id) l)",
    _w(
        "Dit verschil is te groot om afronding te heten. Kies bankkosten, te weinig betaald of afboeking.",
        "This difference is too large to be rounding. Choose bank fee, short payment or write-off.",
    ),
    "lines",
)
second_pair = Condition(
    "second_pair",
    "(select l.by_another or not l.needs_second from polder.entry_lines(bank_entry.id) l)",
    _w(
        "Dit bedrag, of een verschil erin, is boven de grens: de een legt de regels vast, een ander lettert af.",
        "This amount, or a difference in it, is above the limit: one person writes the lines, another settles.",
    ),
)

SET_ASIDE = _w(
    "Dit bedrag is boven de grens: een ander dan wie het bestand inlas, zegt dat het geen bijdrage is.",
    "This amount is above the limit: somebody else than who imported the file says that it is no contribution.",
)
set_aside_by_another = Condition("set_aside_by_another", "polder.may_set_aside(bank_entry.id)", SET_ASIDE)
UNDONE = _w(
    "Dit bedrag, of een verschil erin, is boven de grens: een ander dan wie afletterde, maakt het ongedaan.",
    "This amount, or a difference in it, is above the limit: somebody else than who settled it undoes that.",
)
undone_by_another = Condition("undone_by_another", "polder.may_unsettle(bank_entry.id)", UNDONE)
lock_opened = Condition(
    "lock_opened",
    "bank_entry.state <> 'locked' or polder.may('bank.lock')",
    _w("Deze boeking is vastgezet: alleen wie mag vastzetten, maakt haar los.", "This entry is locked: only who may lock opens it."),
)  # fmt: skip

ENTRY = Lifecycle(
    "bank_entry",
    "state",
    {
        S.imported: _w("ingelezen", "imported"),
        S.proposed: _w("voorgesteld", "proposed"),
        S.matched: _w("afgeletterd", "settled"),
        S.locked: _w("vastgezet", "locked"),
        S.set_aside: _w("geen bijdrage", "no contribution"),
    },
    Move("propose", S.imported, S.proposed, "bank.import", _w("Voorstellen", "Propose"), by_hand=False),
    Move("withdraw", S.proposed, S.imported, "bank.settle", _w("Voorstel intrekken", "Withdraw the proposal"), by_hand=False),
    Move("match", (S.imported, S.proposed), S.matched, "bank.settle", _w("Afletteren", "Settle"),
         (booked_euros, adds_up, rounding_within, second_pair)),
    Move("unmatch", (S.matched, S.locked), S.imported, "bank.settle", _w("Aflettering ongedaan maken", "Undo the settlement"),
         (lock_opened, undone_by_another), reason=True),
    Move("lock", S.matched, S.locked, "bank.lock", _w("Vastzetten", "Lock")),
    Move("set_aside", (S.imported, S.proposed), S.set_aside, "bank.settle", _w("Is geen bijdrage", "Is no contribution"),
         (set_aside_by_another,), reason=True),
    Move("take_back", S.set_aside, S.imported, "bank.settle", _w("Toch bekijken", "Look at it again"), reason=True),
    initial=S.imported,
    scope=("id",),
)  # fmt: skip
