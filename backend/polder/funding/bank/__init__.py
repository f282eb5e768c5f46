"""What arrived: statements of our own bank accounts, their entries, and what each receipt settles.

Words: a *bank import* is one file (ISO 20022 camt.053 or camt.054) with its *bank statements*; a *bank entry* is one
booked line. A *settlement* says what a part of an entry pays, with a typed difference. A *settlement rule* holds the
limits above which a second person is needed. A *notification* (camt.054) explains entries and is no money of its own.
"""
