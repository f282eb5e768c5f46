"""Organisations of the consortium and the people in it.

Words: an *organisation* (ROR), a *person* (one display name in any script, ORCID), an *affiliation* (who belongs where,
as what, for which period and part), an *appointment* (who works here, for whom, how much, until when, supervised by whom),
a *conflict* of interest (this person must not see or judge that record).
"""
