"""Interviews: times that a panel offers, and candidates who choose one.

Words: a *round* of a vacancy has a *panel* and offers *slots*; an *interview* is what one candidate is invited to in a
round, and then *books* a slot of. Each change of an interview is a *change*, from which the letters are written.
"""
