"""Calls of funders that the institute may answer: read in from lists, searched, watched, matched to the institute's themes.

Words: an *opportunity* is one call or topic; its *status* is what the funder says of it, its *state* whether it is on our list
or archived. A *deadline* is a day, and where the funder says so a moment. People *watch* opportunities and *match* them to
*themes*; the computer ranks nothing, it only shows which of a theme's words are in a text. A *list* is a file of a funder's
portal, or a table of our own; what it said last of a call is kept, so that what it says otherwise next time is told as a
change. Text in a wrong encoding is kept as it came and flagged; a person accepts a *repair*.
"""
