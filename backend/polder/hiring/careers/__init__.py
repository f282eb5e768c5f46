"""Careers: how a vacancy reaches people, and how they hear of it.

Words: a vacancy is *published* on our own site and by the *channels* chosen for it, *withdrawn* from there, and its deadline
*extended* while it is open. A *template* is what a next vacancy begins from. An *alert* is somebody's wish to hear of new
vacancies by mail.
"""
