"""A call for many posts: candidates name advisors, advisors rank candidates, and the two are matched.

Words: a *call* is a vacancy of kind `call` with phases and *tracks*; an *advisor* has places for interviews and posts; a
candidate's *wishes* are the advisors of an application, in order; an advisor's *choice* places a candidate, or refuses with
a reason; a *match round* solves the assignment for interviews or for offers into *pairs*, which people confirm one by one
and a second person as a whole; a *letter of intent* is signed by the candidate and two advisors. People make every
ranking; the computer only solves and explains.
"""
