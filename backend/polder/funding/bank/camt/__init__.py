"""Reading ISO 20022 bank statements (camt.053 and camt.054, versions 02 to 13) as a stream; no database, no network.

A file is read twice: `statements` gives what each statement says of itself, with the sum of its booked entries, and
`entries` gives the entries one by one. Nothing of a file is kept as a tree, so that memory stays flat. Document types,
entities and anything fetched from elsewhere are refused; so is nesting deeper than any statement needs.

The booked amount of the *entry* is the truth; transaction details explain it and are never added up.
"""

from polder.funding.bank.camt.reader import KEPT_TRANSACTIONS, entries, statements
from polder.funding.bank.camt.records import DIGITS, Balance, Entry, Message, Refused, Statement, minor

__all__ = [
    "DIGITS", "KEPT_TRANSACTIONS", "Balance", "Entry", "Message", "Refused", "Statement", "entries", "minor", "statements",
]  # fmt: skip
