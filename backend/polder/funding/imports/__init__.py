"""Reading in an existing administration of money: agreements, their tranches, and what was received in the past.

Words: a *funding import* is one file of one kind; its rows are *added*, *known* already, or *refused* with field, problem
and remedy. A file is read in whole or not at all, and twice does nothing. What comes from another administration comes
into force without our signed file; its past receipts are posted on their day, or the first open one after it.
"""
