"""Money that the institute applies for, wins, spends and accounts for.

Words: an *opportunity* is a call of a funder that the institute may answer; a *theme* is a field of the institute's own work. A
*figure* is a number that law, a funder or the institute sets for all of this, in versions.
"""
