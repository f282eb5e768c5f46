"""From an accepted offer to somebody at work: the appointment that it makes, and what has to be done before it starts.

Words: a *hire* (the appointment that came of an offer; HR confirms who the person is), a *checklist rule* (what is checked,
when, by whom, and who says so), a *check* of one appointment (with an owner and a day). The appointment itself, with its
employers, supervisors and periods, stands in `partners`, for all floors.
"""
