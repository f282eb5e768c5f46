"""Numbers that law, a funder or the institute sets for grants: how long before a deadline people are reminded, and such.

A number is a rule in versions, with its source and validity (see kernel/versions.py): one person proposes it, another
confirms it. Rooms ask `polder.grant_figure(key)`; where nothing is in force there is no number.
"""
