"""Numbers that law, practice or the institute sets for hiring: how long data is kept, how long a vacancy stays open.

A number is a rule in versions, with its source and validity (see kernel/versions.py): one person proposes it, another
confirms it. Rooms ask `polder.hiring_figure(key)`; where nothing is in force there is no number.
"""
